"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { readCode } from "#components/second-factor/read-code.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { MfaGiven } from "./access-prompt.ts";

type MfaPromptProps = {
  /** The device that the code is of, where it is known. */
  serialNumber: string | null;
  /** Why the last attempt did not count. */
  refusal: ApiFailure | null;
  onGiven: (given: MfaGiven) => void;
  onCancel: () => void;
};

type FieldName = "code" | "device";
type Trouble = { field: FieldName; text: string };

/**
 * Asks for the six digits of an AWS MFA device and hands them over as soon as they are there. It is drawn anew for
 * each attempt, so no code stays. A form of its own: it must not stand inside another.
 */
export function MfaPrompt({ serialNumber, refusal, onGiven, onCancel }: MfaPromptProps) {
  const t = useTranslations("credentials.mfa");
  const errors = useTranslations("errors");
  const failureText = useFailureText();
  const form = useRef<HTMLFormElement>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(() =>
    refusal === null ? null : { field: fieldOf(refusal.code), text: failureText(refusal) },
  );
  const deviceFirst = refusal !== null && fieldOf(refusal.code) === "device";
  const errorOf = (field: FieldName) => (trouble?.field === field ? trouble.text : undefined);

  useEffect(() => {
    if (trouble !== null) fieldIn(form.current, trouble.field)?.focus();
  }, [trouble]);

  useEffect(() => {
    // A dialog is shown after what stands in it, and on a narrow screen this may stand below its edge.
    const frame = requestAnimationFrame(() => form.current?.scrollIntoView({ block: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const mfaCode = readCode(fieldIn(form.current, "code")?.value ?? "");
    const mfaSerial = fieldIn(form.current, "device")?.value.trim() ?? "";
    if (deviceFirst && mfaSerial === "") return setTrouble({ field: "device", text: t("deviceMissing") });
    if (mfaCode === null) return setTrouble({ field: "code", text: errors("mfa_code_malformed") });
    onGiven({ mfaCode, ...(mfaSerial !== "" && { mfaSerial }) });
  }

  const device = (
    <TextField
      name="device"
      label={t("device")}
      hint={t("deviceHint")}
      error={errorOf("device")}
      defaultValue={serialNumber ?? ""}
      placeholder={t("deviceExample")}
      maxLength={256}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required={deviceFirst}
      autoFocus={deviceFirst}
      {...(deviceFirst && { "data-autofocus": true })}
    />
  );
  return (
    <form
      ref={form}
      noValidate
      aria-label={t("title")}
      className="grid max-w-md content-start gap-4"
      onSubmit={submit}
    >
      <p>{t("body")}</p>
      {deviceFirst ? (
        device
      ) : (
        <details className="min-w-0">
          <summary className="w-fit max-w-full cursor-pointer rounded-sm text-sm text-muted wrap-anywhere">
            {serialNumber === null ? t("anotherDevice") : t("ofDevice", { serialNumber })}
          </summary>
          <div className="pt-3">{device}</div>
        </details>
      )}
      <TextField
        name="code"
        label={t("code")}
        hint={t("codeHint")}
        error={errorOf("code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        spellCheck={false}
        required
        autoFocus={!deviceFirst}
        {...(!deviceFirst && { "data-autofocus": true })}
        onInput={(event) => {
          const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
          if (!composing && readCode(event.currentTarget.value) !== null) form.current?.requestSubmit();
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          {t("submit")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

function fieldOf(code: string): FieldName {
  return code === "mfa_serial_missing" || code === "mfa_serial_malformed" ? "device" : "code";
}

function fieldIn(form: HTMLFormElement | null, name: FieldName): HTMLInputElement | null {
  const field = form?.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : null;
}
