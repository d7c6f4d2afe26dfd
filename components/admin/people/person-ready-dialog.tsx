"use client";

import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import { PasswordToPassOn } from "./password-to-pass-on.tsx";

type PersonReadyDialogProps = {
  person: PersonView;
  password: string | null;
  /** Whether they were just added, and so have no roles yet. */
  added: boolean;
  onClose: () => void;
};

/** After adding somebody or setting a password: what to pass on, and assigning roles. */
export function PersonReadyDialog({ person, password, added, onClose }: PersonReadyDialogProps) {
  const t = useTranslations("admin");
  const { id, name, email } = person;
  return (
    <Dialog
      title={added ? t("people.addedTitle", { name }) : t("people.passwordSet", { name })}
      onClose={onClose}
    >
      {added ? <p role="status">{t("people.added")}</p> : null}
      {password === null ? null : <PasswordToPassOn email={email} password={password} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("done")}</Button>
        {added ? (
          <ButtonLink variant="primary" href={`/admin/assignments?personId=${encodeURIComponent(id)}&add=1`}>
            {t("people.assign")}
          </ButtonLink>
        ) : null}
      </div>
    </Dialog>
  );
}
