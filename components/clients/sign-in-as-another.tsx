"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { signOut } from "#components/sign-in/auth-requests.ts";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { TextButton } from "#components/ui/text-button.tsx";

/** Ends this browser's sign-in and leads through a new one back to this page, query and all. */
export function SignInAsAnother() {
  const t = useTranslations("clients.consent");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  async function leave() {
    setBusy(true);
    const result = await signOut();
    const here = `${location.pathname}${location.search}`;
    if (result.ok) return location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
    setBusy(false);
    setFailure(result);
  }
  return (
    <>
      <TextButton busy={busy} onClick={leave}>
        {busy ? t("leaving") : t("another")}
      </TextButton>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </>
  );
}
