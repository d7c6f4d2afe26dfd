"use client";

import { type FormEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";

type Phase = "asking" | "sending" | "done";

/** Makes the first owner. The token comes with the link, after `#` so that no server log holds it. */
export function SetupForm() {
  const t = useTranslations("setup");
  const [phase, setPhase] = useState<Phase>("asking");
  const [token, setToken] = useState("");
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  useEffect(() => {
    const given =
      new URLSearchParams(location.hash.slice(1)).get("token") ??
      new URLSearchParams(location.search).get("token");
    if (given === null) return;
    setToken(given);
    // The token works once, but there is no reason to leave it in the address bar and the history.
    history.replaceState(null, "", location.pathname);
  }, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (phase !== "asking") return;
    const form = new FormData(event.currentTarget);
    const read = (name: string) => String(form.get(name) ?? "");
    setPhase("sending");
    setFailure(null);
    const result = await callApi("POST", "/api/setup", {
      token: token.trim(),
      name: read("name").trim(),
      email: read("email").trim(),
      password: read("password"),
    });
    setPhase(result.ok ? "done" : "asking");
    if (!result.ok) setFailure(result);
  }

  if (phase === "done")
    return (
      <div className="grid gap-4">
        <Notice tone="ok">{t("done")}</Notice>
        <ButtonLink href="/sign-in" variant="primary">
          {t("goSignIn")}
        </ButtonLink>
      </div>
    );
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <p className="text-muted">{t("intro")}</p>
      <TextField
        label={t("token")}
        hint={t("tokenHint")}
        value={token}
        onChange={(event) => setToken(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextField name="name" label={t("name")} autoComplete="name" maxLength={100} required />
      <TextField
        name="email"
        type="email"
        label={t("email")}
        autoComplete="username"
        maxLength={254}
        required
      />
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
        <Button type="submit" variant="primary" busy={phase === "sending"}>
          {phase === "sending" ? t("submitting") : t("submit")}
        </Button>
      </div>
    </form>
  );
}
