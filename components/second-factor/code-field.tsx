import { useTranslations } from "use-intl";
import { TextField } from "#components/ui/text-field.tsx";

type CodeFieldProps = { error: string | undefined };

/** The six digits of an authenticator app. Longer than six, so that a code pasted in groups fits. */
export function CodeField({ error }: CodeFieldProps) {
  const t = useTranslations("secondFactor");
  return (
    <TextField
      name="code"
      label={t("code")}
      hint={t("codeHint")}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={16}
      spellCheck={false}
      required
      data-autofocus
    />
  );
}
