import { useTranslations } from "use-intl";
import { TextField } from "#components/ui/text-field.tsx";

type CodeFieldProps = {
  error: string | undefined;
  /** Takes the focus as it appears; in a dialog that opens with it, the dialog gives it. */
  autoFocus?: boolean;
};

/** The six digits of an authenticator app. Longer than six, so that a code pasted in groups fits. */
export function CodeField({ error, autoFocus = false }: CodeFieldProps) {
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
      autoFocus={autoFocus}
      data-autofocus
    />
  );
}
