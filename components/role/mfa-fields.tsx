"use client";

import { useTranslations } from "use-intl";
import { readText } from "#components/admin/read-text.ts";
import type { ApiFailure } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { TextField } from "#components/ui/text-field.tsx";

type MfaFieldsProps = {
  /** What the last attempt was refused for. */
  failure: ApiFailure | null;
};

/** The six digits of one's AWS device, and which device it is. */
export function MfaFields({ failure }: MfaFieldsProps) {
  const t = useTranslations("role.check");
  const failureText = useFailureText();
  const field = failure === null ? null : mfaFieldOf(failure.code);
  const errorOf = (name: string) => (failure !== null && field === name ? failureText(failure) : undefined);
  return (
    <div className="grid w-full content-start gap-4">
      <div className="max-w-md">
        <TextField
          name="mfaCode"
          label={t("mfaCode")}
          hint={t("mfaCodeHint")}
          error={errorOf("mfaCode")}
          inputMode="numeric"
          maxLength={16}
          autoComplete="one-time-code"
          autoFocus={field === "mfaCode"}
        />
      </div>
      <div className="max-w-md">
        <TextField
          name="mfaSerial"
          label={t("mfaSerial")}
          hint={t("mfaSerialHint")}
          error={errorOf("mfaSerial")}
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
          autoFocus={field === "mfaSerial"}
        />
      </div>
    </div>
  );
}

/** The fields above as the API takes them; what is empty is left out. */
export function readMfa(form: FormData): { mfaCode?: string; mfaSerial?: string } {
  // Full-width digits and groups are how people type and paste them.
  const mfaCode = readText(form, "mfaCode").normalize("NFKC").replaceAll(/[\s-]/g, "");
  const mfaSerial = readText(form, "mfaSerial");
  return { ...(mfaCode !== "" && { mfaCode }), ...(mfaSerial !== "" && { mfaSerial }) };
}

/** Which of the fields a refusal is about; null for neither. */
export function mfaFieldOf(code: string): "mfaCode" | "mfaSerial" | null {
  if (code === "mfa_serial_malformed" || code === "mfa_serial_missing") return "mfaSerial";
  const ofCode = ["mfa_code_required", "mfa_code_malformed", "mfa_code_reused", "aws_mfa_code_refused"];
  return ofCode.includes(code) ? "mfaCode" : null;
}
