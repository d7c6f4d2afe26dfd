"use client";

import { useTranslations } from "use-intl";
import { useDialog } from "#components/admin/use-dialog.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { AccessTokenView, NewAccessToken } from "#lib/tokens/token-view.ts";
import { AccessTokenReadyDialog } from "./access-token-ready-dialog.tsx";
import { AddAccessTokenDialog } from "./add-access-token-dialog.tsx";
import { RevokeAccessTokenDialog } from "./revoke-access-token-dialog.tsx";

type Open =
  | { kind: "add" }
  | { kind: "ready"; made: NewAccessToken }
  | { kind: "revoke"; token: AccessTokenView };

/** A person's own access tokens: what each may do, when it was used and ends, and a way to make one. */
export function AccessTokens({ tokens }: { tokens: readonly AccessTokenView[] }) {
  const t = useTranslations("tokens");
  const { which, open, close, closeToList, landing } = useDialog<Open>();
  return (
    <div ref={landing} tabIndex={-1} className="grid gap-3 outline-none">
      {tokens.length === 0 ? <p>{t("none")}</p> : null}
      {tokens.length === 0 ? null : (
        <DataTable
          caption={t("title")}
          columns={[
            { key: "name", label: t("columnName") },
            { key: "scopes", label: t("columnScopes"), hideBelow: "sm" },
            { key: "lastUsed", label: t("columnLastUsed"), hideBelow: "md" },
            { key: "ends", label: t("columnEnds") },
            { key: "revoke", label: t("columnRevoke"), labelHidden: true, align: "end" },
          ]}
          rows={tokens.map((token) => ({
            key: token.id,
            cells: {
              name: (
                <span className={token.ended ? "text-muted" : ""}>
                  <span className="break-words">{token.name}</span>
                  <span className="block text-xs text-muted tabular-nums">
                    {t("ending", { last4: token.last4 })}
                  </span>
                </span>
              ),
              scopes: (
                <ul className={`text-sm ${token.ended ? "text-muted" : ""}`}>
                  {token.scopes.map((scope) => (
                    <li key={scope}>{t(`scope.${scope}`)}</li>
                  ))}
                  {token.roles === null ? null : (
                    <li className="text-xs text-muted">{t("limitedTo", { count: token.roles })}</li>
                  )}
                </ul>
              ),
              lastUsed: <LastUse token={token} />,
              ends:
                token.ended === null ? (
                  <LocalTime iso={token.expiresAt} />
                ) : (
                  <span className="text-muted">{t(token.ended)}</span>
                ),
              revoke:
                token.ended === null ? (
                  <Button
                    variant="quiet"
                    aria-label={t("revokeOf", { name: token.name })}
                    onClick={() => open({ kind: "revoke", token })}
                  >
                    {t("revoke")}
                  </Button>
                ) : null,
            },
          }))}
        />
      )}
      <div>
        <Button onClick={() => open({ kind: "add" })}>{t("add")}</Button>
      </div>
      {which?.kind === "add" ? (
        <AddAccessTokenDialog onMade={(made) => open({ kind: "ready", made })} onClose={close} />
      ) : null}
      {which?.kind === "ready" ? <AccessTokenReadyDialog made={which.made} onClose={closeToList} /> : null}
      {which?.kind === "revoke" ? (
        <RevokeAccessTokenDialog token={which.token} onRevoked={closeToList} onClose={close} />
      ) : null}
    </div>
  );
}

function LastUse({ token }: { token: AccessTokenView }) {
  const t = useTranslations("tokens");
  if (token.lastUsedAt === null) return <span className="text-muted">{t("neverUsed")}</span>;
  return (
    <>
      <LocalTime iso={token.lastUsedAt} />
      {token.lastUsedAddress === null ? null : (
        <span className="block text-xs text-muted tabular-nums">
          {t("usedFrom", { address: token.lastUsedAddress })}
        </span>
      )}
    </>
  );
}
