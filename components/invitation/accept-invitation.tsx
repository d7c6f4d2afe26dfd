"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { signInWithProvider } from "#components/sign-in/auth-requests.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { InvitationToMe } from "#lib/auth/invitation-to-me-view.ts";
import { ChoosePassword } from "./choose-password.tsx";

/** Who is invited, and their two ways in. The token comes with the link, after `#` so that no server log holds it. */
export function AcceptInvitation() {
  const t = useTranslations("invitation");
  const [token, setToken] = useState<string | null>(null);
  const [invitation, setInvitation] = useState<InvitationToMe | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [leaving, setLeaving] = useState(false);

  useEffect(() => {
    const given = new URLSearchParams(location.hash.slice(1)).get("token");
    setToken((known) => given ?? known ?? "");
    // Whoever looks over a shoulder or through the history later is to find nothing that still works.
    if (given !== null) history.replaceState(null, "", location.pathname);
  }, []);

  useEffect(() => {
    if (!token) return;
    const asked = new AbortController();
    callApi<InvitationToMe>("POST", "/api/invitation", { token }, asked.signal).then(
      (result) => (result.ok ? setInvitation(result.data) : setFailure(result)),
      () => undefined,
    );
    return () => asked.abort();
  }, [token]);

  if (token === "") return <Notice tone="warn">{t("noToken")}</Notice>;
  if (token === null || invitation === null)
    return (
      <div className="grid gap-4" aria-live="polite">
        {failure === null ? (
          <p className="text-muted">{t("looking")}</p>
        ) : (
          <FailureNotice failure={failure} />
        )}
        {failure === null ? null : <ButtonLink href="/sign-in">{t("goSignIn")}</ButtonLink>}
      </div>
    );
  const { name, email, portal, expiresAt, oidc } = invitation;

  async function withProvider() {
    setLeaving(true);
    setFailure(null);
    const result = await signInWithProvider("/", token ?? "");
    if (result.ok) return location.assign(result.data.url);
    setLeaving(false);
    setFailure(result);
  }

  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <p>{t("welcome", { name, portal })}</p>
        <p className="text-sm text-muted">
          {t("endsAt")} <LocalTime iso={expiresAt} />
        </p>
      </div>
      {oidc === null ? null : (
        <div className="grid gap-4">
          <Button variant="primary" busy={leaving} onClick={withProvider}>
            {leaving ? t("leaving", { name: oidc.name }) : t("withProvider", { name: oidc.name })}
          </Button>
          {failure === null ? null : <FailureNotice failure={failure} />}
          <p className="text-sm text-muted">{t("orPassword")}</p>
        </div>
      )}
      <ChoosePassword token={token} email={email} primary={oidc === null} />
    </div>
  );
}
