"use client";

import { type FormEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { keepReason, rememberedReason } from "./remembered-reason.ts";

type ReasonPromptProps = {
  roleId: string;
  onGiven: (reason: string) => void;
  onCancel: () => void;
};

/** Asks why a role is wanted, beginning with what was said last in this tab. A form of its own. */
export function ReasonPrompt({ roleId, onGiven, onCancel }: ReasonPromptProps) {
  const t = useTranslations("credentials.reason");
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const reason = field.current?.value.trim() ?? "";
    if (reason === "") {
      setError(t("missing"));
      return field.current?.focus();
    }
    keepReason(roleId, reason);
    onGiven(reason);
  }

  return (
    <form noValidate aria-label={t("title")} className="grid max-w-md content-start gap-4" onSubmit={submit}>
      <p>{t("body")}</p>
      <TextField
        ref={field}
        name="reason"
        label={t("label")}
        hint={t("hint")}
        error={error}
        defaultValue={rememberedReason(roleId)}
        maxLength={500}
        autoComplete="off"
        required
        autoFocus
        data-autofocus
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
