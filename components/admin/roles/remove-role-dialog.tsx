"use client";

import { useTranslations } from "use-intl";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { AdminRole } from "./group-by-account.ts";

type RemoveRoleDialogProps = { role: AdminRole; onRemoved: () => void; onClose: () => void };

/** Removes a role from the catalogue, after saying what goes with it. */
export function RemoveRoleDialog({ role, onRemoved, onClose }: RemoveRoleDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("DELETE", `/api/roles/${encodeURIComponent(role.id)}`));
    if (!result.ok) return;
    announce(t("admin.roles.removed", { role: role.label, account: role.accountName }));
    onRemoved();
  }
  return (
    <FormDialog
      title={t("admin.roles.removeTitle")}
      subject={<DialogSubject {...role} color={role.color ?? role.accountColor} role={role.label} />}
      submit={t("admin.roles.removeSubmit")}
      busy={busy}
      busyText={t("admin.roles.removing")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("admin.roles.removeBody", { count: role.assignments })}</p>
      <p className="text-sm text-muted">{t("admin.roles.removeStays")}</p>
    </FormDialog>
  );
}
