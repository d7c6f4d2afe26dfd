"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { signInWithPassword, signInWithProvider } from "./auth-requests.ts";

type SignInFormProps = { callbackPath: string; providerName: string | null };

/** E-mail and password, and the identity provider above them when there is one. */
export function SignInForm({ callbackPath, providerName }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [waiting, setWaiting] = useState<"password" | "provider" | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  async function withPassword(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (waiting !== null) return;
    const form = new FormData(event.currentTarget);
    const read = (name: string) => String(form.get(name) ?? "");
    setWaiting("password");
    setFailure(null);
    const result = await signInWithPassword({
      email: read("email").trim(),
      password: read("password"),
      callbackUrl: callbackPath,
    });
    // On success the server has set the cookie; where to go was checked before it came here.
    if (result.ok) return location.assign(callbackPath);
    setWaiting(null);
    setFailure(result);
  }

  async function withProvider() {
    setWaiting("provider");
    setFailure(null);
    const result = await signInWithProvider(callbackPath);
    if (result.ok) return location.assign(result.data.url);
    setWaiting(null);
    setFailure(result);
  }

  return (
    <div className="grid gap-6">
      {providerName === null ? null : (
        <>
          <Button variant="primary" busy={waiting === "provider"} onClick={withProvider}>
            {waiting === "provider"
              ? t("leaving", { name: providerName })
              : t("withProvider", { name: providerName })}
          </Button>
          <div className="flex items-center gap-3 text-sm text-muted" aria-hidden="true">
            <span className="h-px flex-1 bg-line" />
            {t("or")}
            <span className="h-px flex-1 bg-line" />
          </div>
        </>
      )}
      <form method="post" onSubmit={withPassword} className="grid gap-4">
        <TextField name="email" type="email" label={t("email")} autoComplete="username" required autoFocus />
        <TextField
          name="password"
          type="password"
          label={t("password")}
          autoComplete="current-password"
          required
        />
        {failure === null ? null : <FailureNotice failure={failure} />}
        <div className="grid pt-2">
          <Button
            type="submit"
            variant={providerName === null ? "primary" : "secondary"}
            busy={waiting === "password"}
          >
            {waiting === "password" ? t("submitting") : t("submit")}
          </Button>
        </div>
      </form>
    </div>
  );
}
