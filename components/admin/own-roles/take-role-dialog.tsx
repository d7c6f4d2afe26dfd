"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { OwnRoleView } from "#lib/own-roles/own-role-view.ts";

type TakeRoleDialogProps = { role: OwnRoleView; onTaken: () => void; onClose: () => void };

/** Removes a role that a member added for themselves. */
export function TakeRoleDialog({ role, onTaken, onClose }: TakeRoleDialogProps) {
  const t = useTranslations("ownRoles");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("DELETE", `/api/own-roles/${encodeURIComponent(role.id)}`));
    if (!result.ok) return;
    announce(t("removed", { role: role.label }));
    onTaken();
  }
  return (
    <FormDialog
      title={t("takeTitle")}
      subject={<p className="break-all text-muted">{role.arn}</p>}
      submit={t("takeSubmit")}
      busy={busy}
      busyText={t("removing")}
      failure={failure}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("takeBody", { owner: role.owner.name })}</p>
    </FormDialog>
  );
}
