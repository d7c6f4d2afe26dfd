"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import type { NewInvitation } from "#lib/people/invitation-view.ts";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import { DaysField, readDays } from "./days-field.tsx";

type RenewInvitationDialogProps = {
  person: PersonListItem;
  onInvited: (invited: NewInvitation) => void;
  onClose: () => void;
};

/** Makes a new link for somebody who cannot sign in yet; the one before is worth nothing then. */
export function RenewInvitationDialog({ person, onInvited, onClose }: RenewInvitationDialogProps) {
  const t = useTranslations("admin.people.invite");
  const [wrongDays, setWrongDays] = useState(false);
  const { busy, failure, run } = useChange();
  const { id, name, email, openInvitation } = person;
  async function submit(entered: FormData) {
    const expiresInDays = readDays(readText(entered, "expiresInDays"));
    setWrongDays(expiresInDays === null);
    if (expiresInDays === null) return;
    const path = `/api/people/${encodeURIComponent(id)}/invitation`;
    const result = await run(() => callApi<NewInvitation>("POST", path, { expiresInDays }));
    if (result.ok) onInvited(result.data);
  }
  return (
    <FormDialog
      title={t("againTitle")}
      subject={<p className="break-all text-muted">{email}</p>}
      submit={t("submit")}
      busy={busy}
      busyText={t("submitting")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{openInvitation === null ? t("firstBody", { name }) : t("againBody", { name })}</p>
      <DaysField error={wrongDays ? t("daysWrong") : undefined} />
    </FormDialog>
  );
}
