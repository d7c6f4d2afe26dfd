"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SignInAgain } from "#components/admin/sign-in-again.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { SuggestedChange } from "#lib/access/role-check-view.ts";
import { CopyBlock } from "./copy-block.tsx";

const places = {
  identity_policy: "whereIdentity",
  trust_policy: "whereTrust",
  role: "whereRole",
  portal: "wherePortal",
  server: "whereServer",
} as const;

/** One change that would make a role work: where, what, and the text to paste; the portal's own at a press. */
export function SuggestedChangeView({ roleId, change }: { roleId: string; change: SuggestedChange }) {
  const t = useTranslations();
  const where = t(`role.check.${places[change.where]}`, { arn: change.arn });
  const json = change.where === "portal" ? t("role.check.portalChange") : t("role.check.json");
  // Of a chain, an earlier role may be the one to change.
  const patched = change.roleId ?? roleId;
  return (
    <div className="grid gap-2">
      <p>{t(`doctor.changes.${change.what}`)}</p>
      <p className="text-sm break-all text-muted">
        {where}
        {patched === roleId ? null : (
          <>
            {" · "}
            <Link
              href={`/admin/roles/${encodeURIComponent(patched)}`}
              prefetch={false}
              className="underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {t("role.check.earlierRole")}
            </Link>
          </>
        )}
      </p>
      {change.document === null ? null : (
        <CopyBlock title={json} label={`${json}: ${where}`} text={JSON.stringify(change.document, null, 2)} />
      )}
      {change.cli === null ? null : (
        <CopyBlock title={t("role.check.cli")} label={`${t("role.check.cli")}: ${where}`} text={change.cli} />
      )}
      {change.where === "portal" && change.document !== null ? (
        <ApplyChange roleId={patched} fields={change.document} />
      ) : null}
    </div>
  );
}

function ApplyChange({ roleId, fields }: { roleId: string; fields: object }) {
  const t = useTranslations("role.check");
  const { busy, failure, run } = useChange();
  const [applied, setApplied] = useState(false);
  async function apply() {
    const result = await run(() => callApi("PATCH", `/api/roles/${encodeURIComponent(roleId)}`, fields));
    setApplied(result.ok);
  }
  if (applied) return <Notice tone="ok">{t("applied")}</Notice>;
  return (
    <div className="grid justify-items-start gap-2">
      <Button onClick={apply} busy={busy}>
        {busy ? t("applying") : t("apply")}
      </Button>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {failure?.code === "recent_sign_in_required" ? <SignInAgain /> : null}
    </div>
  );
}
