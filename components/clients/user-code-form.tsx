"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Field } from "#components/ui/field.tsx";
import { describedBy } from "#components/ui/text-field.tsx";
import type { DeviceConsentView } from "#lib/clients/consent-view.ts";
import { readUserCode } from "./read-user-code.ts";

type UserCodeFormProps = { onFound: (userCode: string, view: DeviceConsentView) => void };
type Trouble = { kind: "malformed" } | { kind: "refused"; failure: ApiFailure };

/** The one field that a code is typed into. It is never filled in by a link. */
export function UserCodeForm({ onFound }: UserCodeFormProps) {
  const t = useTranslations("clients.device");
  const failureText = useFailureText();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const wrong = trouble?.kind === "refused" && trouble.failure.code === "user_code_wrong";
  const error =
    trouble?.kind === "malformed" ? t("codeMalformed") : wrong ? failureText(trouble.failure) : undefined;

  useEffect(() => {
    if (trouble === null) return;
    field.current?.focus();
    field.current?.select();
  }, [trouble]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const userCode = readUserCode(field.current?.value ?? "");
    if (userCode === null) return setTrouble({ kind: "malformed" });
    setBusy(true);
    setTrouble(null);
    const result = await callApi<DeviceConsentView>("POST", "/api/device-authorizations", { userCode });
    setBusy(false);
    if (result.ok) onFound(userCode, result.data);
    else setTrouble({ kind: "refused", failure: result });
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-80 gap-4">
      <Field id={id} label={t("code")} hint={t("codeHint")} error={error}>
        <input
          ref={field}
          id={id}
          name="userCode"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={32}
          required
          // biome-ignore lint/a11y/noAutofocus: the page is this field.
          autoFocus
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, t("codeHint"), error)}
          className="h-12 w-full rounded-sm border border-edge bg-surface px-3 text-center font-mono text-xl tracking-[0.2em] text-ink uppercase aria-invalid:border-danger"
        />
      </Field>
      {trouble?.kind === "refused" && !wrong ? <FailureNotice failure={trouble.failure} /> : null}
      <Button type="submit" variant="primary" busy={busy}>
        {busy ? t("checking") : t("submit")}
      </Button>
    </form>
  );
}
