"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { PersonView } from "#lib/people/person-view.ts";

type ResetSecondFactorDialogProps = { person: PersonView; onClose: () => void };

/** Takes away somebody's authenticator app, for when it is lost. */
export function ResetSecondFactorDialog({ person, onClose }: ResetSecondFactorDialogProps) {
  const t = useTranslations("secondFactor");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { id, name, email } = person;
  async function submit() {
    const path = `/api/people/${encodeURIComponent(id)}/second-factor`;
    const result = await run(() => callApi("DELETE", path));
    if (!result.ok) return;
    announce(t("resetNow", { name }));
    onClose();
  }
  return (
    <FormDialog
      title={t("resetTitle", { name })}
      subject={<p className="text-muted">{email}</p>}
      submit={t("resetSubmit")}
      busy={busy}
      busyText={t("resetting")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("resetBody", { name })}</p>
    </FormDialog>
  );
}
