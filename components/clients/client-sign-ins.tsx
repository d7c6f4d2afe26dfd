"use client";

import { useTranslations } from "use-intl";
import { useDialog } from "#components/admin/use-dialog.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { ClientSignInView } from "#lib/clients/client-sign-in-view.ts";
import { EndClientSignInDialog } from "./end-client-sign-in-dialog.tsx";

/** The AWS clients that are signed in as the viewer, each of which can be ended. */
export function ClientSignIns({ signIns }: { signIns: readonly ClientSignInView[] }) {
  const t = useTranslations("clients");
  const { which, open, close, closeToList, landing } = useDialog<ClientSignInView>();
  return (
    <div ref={landing} tabIndex={-1} className="grid gap-3 outline-none">
      {signIns.length === 0 ? (
        <p>{t("signIns.none")}</p>
      ) : (
        <DataTable
          caption={t("signIns.title")}
          columns={[
            { key: "client", label: t("signIns.columnClient") },
            { key: "signedIn", label: t("signIns.columnSignedIn"), hideBelow: "md" },
            { key: "lastUsed", label: t("signIns.columnLastUsed") },
            { key: "ends", label: t("signIns.columnEnds"), hideBelow: "sm" },
            { key: "end", label: t("signIns.end"), labelHidden: true, align: "end" },
          ]}
          rows={signIns.map((signIn) => ({
            key: signIn.id,
            cells: {
              client: (
                <>
                  <span className="wrap-anywhere" translate="no">
                    {signIn.clientName}
                  </span>
                  <span className="block text-xs text-muted">{t(`by.${signIn.method}`)}</span>
                </>
              ),
              signedIn: <TimeAndAddress iso={signIn.createdAt} address={signIn.address} />,
              lastUsed: <TimeAndAddress iso={signIn.lastUsedAt} address={signIn.lastUsedAddress} />,
              ends: <LocalTime iso={signIn.expiresAt} />,
              end: (
                <Button
                  variant="quiet"
                  aria-label={t("signIns.endOf", {
                    client: signIn.clientName,
                    address: signIn.lastUsedAddress,
                  })}
                  onClick={() => open(signIn)}
                >
                  {t("signIns.end")}
                </Button>
              ),
            },
          }))}
        />
      )}
      <div>
        <ButtonLink href="/terminal">{t("signIns.setUp")}</ButtonLink>
      </div>
      {which === null ? null : <EndClientSignInDialog signIn={which} onEnded={closeToList} onClose={close} />}
    </div>
  );
}

function TimeAndAddress({ iso, address }: { iso: string; address: string }) {
  const t = useTranslations("clients.signIns");
  return (
    <>
      <LocalTime iso={iso} />
      <span className="block text-xs text-muted tabular-nums">{t("from", { address })}</span>
    </>
  );
}
