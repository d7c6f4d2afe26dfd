"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { PersonView } from "#lib/people/person-view.ts";

type RevokeInvitationDialogProps = { person: PersonView; onClose: () => void };

/** Makes somebody's open link worth nothing. */
export function RevokeInvitationDialog({ person, onClose }: RevokeInvitationDialogProps) {
  const t = useTranslations("admin.people.invite");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { id, name, email } = person;
  async function submit() {
    const path = `/api/people/${encodeURIComponent(id)}/invitation`;
    const result = await run(() => callApi("DELETE", path));
    if (!result.ok) return;
    announce(t("revoked", { name }));
    onClose();
  }
  return (
    <FormDialog
      title={t("revokeTitle", { name })}
      subject={<p className="break-all text-muted">{email}</p>}
      submit={t("revokeSubmit")}
      busy={busy}
      busyText={t("revoking")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("revokeBody", { name })}</p>
    </FormDialog>
  );
}
