"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { OwnRoleView } from "#lib/own-roles/own-role-view.ts";

type ShareDialogProps = { role: OwnRoleView; onShared: () => void; onClose: () => void };

/** Brings a member's own role into the team's catalogue. */
export function ShareDialog({ role, onShared, onClose }: ShareDialogProps) {
  const t = useTranslations("ownRoles");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const address = `/api/own-roles/${encodeURIComponent(role.id)}/sharing`;
    const result = await run(() => callApi("POST", address, {}));
    if (!result.ok) return;
    announce(t("shared", { role: role.label }));
    onShared();
  }
  return (
    <FormDialog
      title={t("shareTitle")}
      subject={<p className="break-all text-muted">{role.arn}</p>}
      submit={t("shareSubmit")}
      busy={busy}
      busyText={t("sharing")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("shareBody", { owner: role.owner.name })}</p>
    </FormDialog>
  );
}
