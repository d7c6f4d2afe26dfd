"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { OwnRoleRuleView } from "#lib/own-roles/own-role-view.ts";

type RemoveRuleDialogProps = { rule: OwnRoleRuleView; onRemoved: () => void; onClose: () => void };

/** Removes a rule, and with it what it alone let in. */
export function RemoveRuleDialog({ rule, onRemoved, onClose }: RemoveRuleDialogProps) {
  const t = useTranslations("ownRoles");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const address = `/api/own-role-rules/${encodeURIComponent(rule.id)}`;
    const result = await run(() => callApi<{ rolesRemoved: number }>("DELETE", address));
    if (!result.ok) return;
    announce(t("ruleRemoved", { count: result.data.rolesRemoved }));
    onRemoved();
  }
  return (
    <FormDialog
      title={t("removeRuleTitle")}
      subject={
        <p className="break-all text-muted">
          {rule.accountPattern} · {rule.roleNamePattern}
        </p>
      }
      submit={t("removeRule")}
      busy={busy}
      busyText={t("removing")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("removeRuleBody")}</p>
    </FormDialog>
  );
}
