"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { refusalSide } from "#lib/access/refusal-side.ts";
import { type ErrorCode, errorStatus } from "#lib/errors.ts";

type RefusedUseProps = {
  failure: ApiFailure;
  /** Where the viewer can check the role; null for those who cannot. */
  checkHref: string | null;
  onRetry?: () => void;
};

/** Why a role could not be used, whose side that is on, and who does something about it. */
export function RefusedUse({ failure, checkHref, onRetry }: RefusedUseProps) {
  const t = useTranslations();
  const side = isErrorCode(failure.code) ? refusalSide(failure.code) : null;
  return (
    <FailureNotice failure={failure} {...(onRetry !== undefined && { onRetry })}>
      {side === null ? null : (
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>{t("credentials.refused.side", { side: t(`doctor.sides.${side}`) })}</span>
          {checkHref !== null ? (
            <Link
              href={checkHref}
              prefetch={false}
              className="font-medium text-accent underline underline-offset-4"
            >
              {t("credentials.refused.check")}
            </Link>
          ) : ownersHelp.has(side) ? (
            <span>{t("credentials.refused.askOwner")}</span>
          ) : null}
        </p>
      )}
    </FailureNotice>
  );
}

/** What passes by itself, or is the person's own, no owner can help with. */
const ownersHelp: ReadonlySet<string> = new Set([
  "source",
  "identity_policy",
  "trust_policy",
  "role",
  "server",
]);

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatus, code);
}
