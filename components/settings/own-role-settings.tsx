"use client";

import { useTranslations } from "use-intl";
import { useChange } from "#components/admin/use-change.ts";
import { useDialog } from "#components/admin/use-dialog.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { OwnRoleRuleView } from "#lib/own-roles/own-role-view.ts";
import { AddOwnRoleDialog } from "./add-own-role-dialog.tsx";

type OwnRoleSettingsProps = {
  allowed: readonly Pick<OwnRoleRuleView, "partition" | "accountPattern" | "roleNamePattern">[];
  roles: readonly { id: string; arn: string; label: string }[];
};

/** The roles that a person added for themselves, and what the portal's rules let them add. */
export function OwnRoleSettings({ allowed, roles }: OwnRoleSettingsProps) {
  const t = useTranslations("ownRoles");
  const announce = useAnnounce();
  const { which, open, close, landing } = useDialog<"add">();
  const { busy, failure, run } = useChange();
  async function remove(role: { id: string; label: string }) {
    const result = await run(() => callApi("DELETE", `/api/own-roles/${encodeURIComponent(role.id)}`));
    if (!result.ok) return;
    announce(t("removed", { role: role.label }));
    landing.current?.focus({ preventScroll: true });
  }
  return (
    <div ref={landing} tabIndex={-1} className="grid justify-items-start gap-3 outline-none">
      <p className="max-w-prose text-muted">{t("settingsIntro")}</p>
      {allowed.length === 0 ? null : (
        <>
          <h3 className="text-sm font-medium">{t("allowed")}</h3>
          <ul className="grid gap-1 text-sm text-muted">
            {allowed.map((rule) => (
              <li
                key={`${rule.partition} ${rule.accountPattern} ${rule.roleNamePattern}`}
                className="break-all"
              >
                {t("allowedRule", { names: rule.roleNamePattern, accounts: rule.accountPattern })}
              </li>
            ))}
          </ul>
        </>
      )}
      {roles.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <ul className="grid w-full">
          {roles.map((role) => (
            <li
              key={role.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2"
            >
              <div className="min-w-0">
                <p className="font-medium break-words">{role.label}</p>
                <p className="text-sm break-all text-muted">{role.arn}</p>
              </div>
              <Button
                aria-label={t("removeOf", { role: role.label })}
                disabled={busy}
                onClick={() => remove(role)}
              >
                {t("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {allowed.length === 0 ? null : <Button onClick={() => open("add")}>{t("add")}</Button>}
      {which === "add" ? <AddOwnRoleDialog onClose={close} /> : null}
    </div>
  );
}
