"use client";

import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { generatePassword } from "./generate-password.ts";

export type PasswordDraft = { text: string; generated: boolean };

type PasswordFieldProps = {
  draft: PasswordDraft;
  onChange: (draft: PasswordDraft) => void;
  error: string | undefined;
};

/** A password for somebody else: typed hidden, or generated and then shown, since it must be passed on. */
export function PasswordField({ draft, onChange, error }: PasswordFieldProps) {
  const t = useTranslations("admin.people");
  const announce = useAnnounce();
  function generate() {
    onChange({ text: generatePassword(), generated: true });
    announce(t("generated"));
  }
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          name="password"
          type={draft.generated ? "text" : "password"}
          label={t("password")}
          hint={t("passwordHint")}
          error={error}
          value={draft.text}
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
          maxLength={256}
          autoComplete="new-password"
          spellCheck={false}
        />
      </div>
      <div className="pt-6">
        <Button onClick={generate}>{t("generate")}</Button>
      </div>
    </div>
  );
}
