"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import { PasswordField } from "./password-field.tsx";

type NewPasswordDialogProps = {
  person: PersonView;
  self: boolean;
  /** `password` when it was generated and so must be shown once more. */
  onSet: (password: string | null) => void;
  onClose: () => void;
};

/** Gives somebody a new password, which ends their sign-ins. */
export function NewPasswordDialog({ person, self, onSet, onClose }: NewPasswordDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const [password, setPassword] = useState({ text: "", generated: false });
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    password_too_short: "password",
    password_too_long: "password",
  });
  async function submit() {
    const path = `/api/people/${encodeURIComponent(person.id)}`;
    const result = await run(() => callApi("PATCH", path, { password: password.text }));
    if (!result.ok) return;
    announce(t("admin.people.passwordSet", { name: person.name }));
    onSet(password.generated ? password.text : null);
  }
  return (
    <FormDialog
      title={t("admin.people.newPasswordTitle")}
      subject={
        <p className="text-muted">
          {person.name} · {person.email}
        </p>
      }
      form={form}
      submit={t("admin.people.newPasswordSubmit")}
      busy={busy}
      busyText={t("common.saving")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("admin.people.newPasswordBody", { name: person.name })}</p>
      {self ? <Notice tone="warn">{t("admin.people.newPasswordSelf")}</Notice> : null}
      <PasswordField draft={password} onChange={setPassword} error={errorOf("password")} />
    </FormDialog>
  );
}
