"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { signOut } from "#components/sign-in/auth-requests.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";

/** Ends this sign-in and leads through a new one back to this page, for changes that need a recent one. */
export function SignInAgain() {
  const t = useTranslations();
  const path = usePathname();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  async function leave() {
    setBusy(true);
    const result = await signOut();
    if (result.ok) return location.assign(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
    setBusy(false);
    setFailure(result);
  }
  return (
    <div className="grid justify-items-start gap-2">
      <Button onClick={leave} busy={busy}>
        {busy ? t("common.menu.signingOut") : t("admin.signInAgain")}
      </Button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </div>
  );
}
