"use client";

import { useTranslations } from "use-intl";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { RoleCheckView } from "#lib/access/role-check-view.ts";
import { SuggestedChangeView } from "./suggested-change.tsx";

type CheckRefusedProps = { roleId: string; roleArn: string; check: Extract<RoleCheckView, { ok: false }> };

/** Who refused and why, how sure that is, and the changes that would help. */
export function CheckRefused({ roleId, roleArn, check }: CheckRefusedProps) {
  const t = useTranslations();
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <p className="font-semibold">{t(`doctor.sides.${check.side}`)}</p>
        <FailureNotice failure={{ ...check, requestId: null }} />
        <p className="text-sm text-muted">{t(`doctor.certainty.${check.certainty}`)}</p>
        {check.roleArn === null || check.roleArn === roleArn ? null : (
          <p className="text-sm text-muted">
            {t("role.check.refusedAt")} <span className="font-mono break-all">{check.roleArn}</span>
          </p>
        )}
        {check.identityArn === null ? null : (
          <p className="text-sm text-muted">
            {t("role.check.askedBy")} <span className="font-mono break-all">{check.identityArn}</span>
          </p>
        )}
      </div>
      {check.changes.length === 0 ? (
        <p className="text-muted">{t("role.check.changeNone")}</p>
      ) : (
        <div className="grid gap-3">
          <h3 className="font-semibold">
            {check.changes.length === 1 ? t("role.check.changeOne") : t("role.check.changeMany")}
          </h3>
          <ol className="grid gap-4">
            {check.changes.map((change) => (
              <li key={`${change.where} ${change.what}`} className="border-t border-line pt-3">
                <SuggestedChangeView roleId={roleId} change={change} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
