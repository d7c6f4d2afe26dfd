"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { groupSource } from "#components/admin/assignments/choice-sources.ts";
import { type Choice, SearchChoice } from "#components/admin/assignments/search-choice.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { NewInvitation } from "#lib/people/invitation-view.ts";
import { DaysField, readDays } from "./days-field.tsx";
import type { Self } from "./may-change-person.ts";
import { PortalRoleField } from "./portal-role-field.tsx";

type InvitePersonDialogProps = {
  self: Self;
  onInvited: (invited: NewInvitation) => void;
  onClose: () => void;
};

/** Adds somebody who chooses how to sign in, by a link that is theirs. */
export function InvitePersonDialog({ self, onInvited, onClose }: InvitePersonDialogProps) {
  const t = useTranslations("admin.people");
  const [groups, setGroups] = useState<readonly Choice[]>([]);
  const [wrongDays, setWrongDays] = useState(false);
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    email_taken: "email",
    group_not_found: "groups",
  });
  async function submit(entered: FormData) {
    const expiresInDays = readDays(readText(entered, "expiresInDays"));
    setWrongDays(expiresInDays === null);
    if (expiresInDays === null) return;
    const portalRole = readText(entered, "portalRole");
    const result = await run(() =>
      callApi<NewInvitation>("POST", "/api/people/invitations", {
        name: readText(entered, "name"),
        email: readText(entered, "email"),
        ...(portalRole !== "" && { portalRole }),
        groupIds: groups.map(({ id }) => id),
        expiresInDays,
      }),
    );
    if (result.ok) onInvited(result.data);
  }
  return (
    <FormDialog
      title={t("invite.open")}
      form={form}
      submit={t("invite.submit")}
      busy={busy}
      busyText={t("invite.submitting")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-sm text-muted">{t("invite.intro")}</p>
      <TextField name="name" data-autofocus label={t("name")} required maxLength={100} autoComplete="off" />
      <TextField
        name="email"
        type="email"
        label={t("invite.email")}
        hint={t("invite.emailHint")}
        error={errorOf("email")}
        required
        maxLength={320}
        autoComplete="off"
        spellCheck={false}
      />
      {self.portalRole === "owner" ? <PortalRoleField current="member" error={undefined} /> : null}
      <SearchChoice
        name="groups"
        label={t("invite.groups")}
        hint={t("invite.groupsHint")}
        sources={[groupSource("")]}
        chosen={groups}
        error={errorOf("groups")}
        onChange={setGroups}
      />
      <DaysField error={wrongDays ? t("invite.daysWrong") : undefined} />
    </FormDialog>
  );
}
