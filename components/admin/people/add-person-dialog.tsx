"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import type { Self } from "./may-change-person.ts";
import { PasswordField } from "./password-field.tsx";
import { PortalRoleField } from "./portal-role-field.tsx";

type AddPersonDialogProps = {
  self: Self;
  /** `password` when it was generated and so must be shown once more. */
  onAdded: (person: PersonView, password: string | null) => void;
  onClose: () => void;
};

/** Adds somebody who signs in with e-mail and password. */
export function AddPersonDialog({ self, onAdded, onClose }: AddPersonDialogProps) {
  const t = useTranslations("admin.people");
  const [password, setPassword] = useState({ text: "", generated: false });
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    email_taken: "email",
    password_too_short: "password",
    password_too_long: "password",
  });
  async function submit(form: FormData) {
    const portalRole = readText(form, "portalRole");
    const result = await run(() =>
      callApi<PersonView>("POST", "/api/people", {
        name: readText(form, "name"),
        email: readText(form, "email"),
        password: password.text,
        ...(portalRole !== "" && { portalRole }),
      }),
    );
    if (result.ok) onAdded(result.data, password.generated ? password.text : null);
  }
  return (
    <FormDialog
      title={t("add")}
      form={form}
      submit={t("add")}
      busy={busy}
      busyText={t("adding")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-sm text-muted">{t("addIntro")}</p>
      <TextField name="name" data-autofocus label={t("name")} required maxLength={100} autoComplete="off" />
      <TextField
        name="email"
        type="email"
        label={t("email")}
        hint={t("emailHint")}
        error={errorOf("email")}
        required
        maxLength={320}
        autoComplete="off"
        spellCheck={false}
      />
      <PasswordField draft={password} onChange={setPassword} error={errorOf("password")} />
      {self.portalRole === "owner" ? <PortalRoleField current="member" error={undefined} /> : null}
    </FormDialog>
  );
}
