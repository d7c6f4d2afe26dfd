"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SignInAgain } from "#components/admin/sign-in-again.tsx";
import { useDialog } from "#components/admin/use-dialog.ts";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { SecondFactorSetupView, SecondFactorView } from "#lib/auth/second-factor/second-factor-view.ts";
import { SecondFactorRemoval } from "./second-factor-removal.tsx";
import { SecondFactorSetup } from "./second-factor-setup.tsx";

type Which = { kind: "setup"; setup: SecondFactorSetupView } | { kind: "removal" };

/** Whether the viewer's authenticator app is set up, and setting it up or removing it. */
export function SecondFactorSettings({ factor }: { factor: SecondFactorView }) {
  const t = useTranslations("secondFactor");
  const announce = useAnnounce();
  const router = useRouter();
  const dialog = useDialog<Which>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const isSetUp = factor.state === "set_up";

  async function begin() {
    setBusy(true);
    setFailure(null);
    const result = await callApi<SecondFactorSetupView>("POST", "/api/me/second-factor");
    setBusy(false);
    if (result.ok) dialog.open({ kind: "setup", setup: result.data });
    else setFailure(result);
  }
  function changed(text: string) {
    announce(text);
    // The button that opened the dialog is another one now.
    dialog.closeToList();
    router.refresh();
  }

  return (
    <div ref={dialog.landing} tabIndex={-1} className="grid justify-items-start gap-3 outline-none">
      <p className="max-w-prose text-muted">{t("intro")}</p>
      {isSetUp && factor.since !== null ? (
        <p>
          {t("setUpSince")} <LocalTime iso={factor.since} format="date" />
          {factor.provedUntil === null ? null : (
            <span className="block text-sm text-ok">
              {t("provedUntil")} <LocalTime iso={factor.provedUntil} format="time" />
            </span>
          )}
        </p>
      ) : (
        <p>{t("notSetUp")}</p>
      )}
      {isSetUp ? (
        <Button onClick={() => dialog.open({ kind: "removal" })}>{t("remove")}</Button>
      ) : (
        <Button busy={busy} onClick={begin}>
          {busy ? t("beginning") : t("begin")}
        </Button>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {failure?.code === "recent_sign_in_required" ? <SignInAgain /> : null}
      {dialog.which?.kind === "setup" ? (
        <SecondFactorSetup
          setup={dialog.which.setup}
          onConfirmed={() => changed(t("setUpNow"))}
          onClose={dialog.close}
        />
      ) : null}
      {dialog.which?.kind === "removal" ? (
        <SecondFactorRemoval onRemoved={() => changed(t("removedNow"))} onClose={dialog.close} />
      ) : null}
    </div>
  );
}
