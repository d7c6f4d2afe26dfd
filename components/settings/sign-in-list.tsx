"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { describeUserAgent } from "./describe-user-agent.ts";

export type SignInEntry = {
  id: string;
  current: boolean;
  method: "password" | "oidc";
  address: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
};

/** The viewer's own sign-ins, each of which can be ended. */
export function SignInList({ signIns }: { signIns: readonly SignInEntry[] }) {
  const t = useTranslations("settings");
  const announce = useAnnounce();
  const router = useRouter();
  const [ending, setEnding] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  function nameOf(signIn: SignInEntry): string {
    const device = describeUserAgent(signIn.userAgent);
    return device === null ? t("unknownDevice") : t("device", device);
  }

  async function end(signIn: SignInEntry) {
    setEnding(signIn.id);
    const result = await callApi("DELETE", `/api/me/sign-ins/${encodeURIComponent(signIn.id)}`);
    setEnding(null);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    if (signIn.current) return location.assign("/sign-in?signedOut=1");
    announce(t("ended", { device: nameOf(signIn) }));
    router.refresh();
  }

  return (
    <>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <DataTable
        caption={t("signIns")}
        columns={[
          { key: "device", label: t("columnDevice") },
          { key: "address", label: t("columnAddress") },
          { key: "method", label: t("columnMethod"), hideBelow: "md" },
          { key: "signedIn", label: t("columnSignedIn"), hideBelow: "md" },
          { key: "lastSeen", label: t("columnLastSeen"), hideBelow: "sm" },
          { key: "end", label: t("end"), labelHidden: true, align: "end" },
        ]}
        rows={signIns.map((signIn) => ({
          key: signIn.id,
          cells: {
            device: (
              <>
                {nameOf(signIn)}
                {signIn.current ? <span className="block text-xs text-ok">{t("current")}</span> : null}
              </>
            ),
            address: <span className="tabular-nums">{signIn.address}</span>,
            method: t(`method.${signIn.method}`),
            signedIn: <LocalTime iso={signIn.createdAt} />,
            lastSeen: <LocalTime iso={signIn.lastSeenAt} />,
            end: (
              <Button
                variant="quiet"
                busy={ending === signIn.id}
                onClick={() => end(signIn)}
                aria-label={t("endOf", { device: nameOf(signIn) })}
              >
                {ending === signIn.id ? t("ending") : t("end")}
              </Button>
            ),
          },
        }))}
      />
    </>
  );
}
