"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { signInWithPassword } from "#components/sign-in/auth-requests.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";

type ChoosePasswordProps = {
  token: string;
  email: string;
  /** Whether it is the only way in. */
  primary: boolean;
};

/** Accepts an invitation with a password, and signs in with it. */
export function ChoosePassword({ token, email, primary }: ChoosePasswordProps) {
  const t = useTranslations("invitation");
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setSending(true);
    setFailure(null);
    const accepted = await callApi("POST", "/api/invitation/acceptance", { token, password });
    if (accepted.ok) {
      const signedIn = await signInWithPassword({ email, password, callbackUrl: "/" });
      // The password stands from here on, so that whatever is wrong now is for the sign-in page.
      return location.replace(signedIn.ok ? "/" : "/sign-in");
    }
    setSending(false);
    setFailure(accepted);
  }

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <TextField label={t("email")} type="email" value={email} autoComplete="username" readOnly />
      <TextField
        name="password"
        type="password"
        label={t("password")}
        hint={t("passwordHint")}
        autoComplete="new-password"
        required
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className="grid pt-2">
        <Button type="submit" variant={primary ? "primary" : "secondary"} busy={sending}>
          {sending ? t("submitting") : t("submit")}
        </Button>
      </div>
    </form>
  );
}
