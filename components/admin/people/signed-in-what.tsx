"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import type { SignedInToken } from "#lib/people/signed-in-view.ts";
import type { SignedInEntry } from "./signed-in-entry.ts";
import { useSignedInName } from "./use-signed-in-name.ts";

/** What is signed in: its name, of which kind it is and how it signed in, and of a token what it may. */
export function SignedInWhat({ entry }: { entry: SignedInEntry }) {
  const t = useTranslations();
  const name = useSignedInName()(entry);
  return (
    <div className="grid gap-0.5">
      {/* A client and a token are called what somebody chose: no text of ours to translate. */}
      <span className="wrap-anywhere" translate={entry.kind === "browser" ? "yes" : "no"}>
        {name}
      </span>
      <span className="text-xs text-muted">
        {t(`signedIn.kind.${entry.kind}`)}
        {" · "}
        <How entry={entry} />
        {entry.kind === "browser" && entry.current ? (
          <span className="text-ok">
            {" · "}
            {t("settings.current")}
          </span>
        ) : null}
      </span>
      {entry.kind === "token" ? <MayDo token={entry.token} /> : null}
      <NarrowTimes entry={entry} />
    </div>
  );
}

function How({ entry }: { entry: SignedInEntry }): ReactNode {
  const t = useTranslations();
  switch (entry.kind) {
    case "browser":
      return t(`settings.method.${entry.method}`);
    case "client":
      return t(`clients.by.${entry.method}`);
    case "token":
      return t("tokens.ending", { last4: entry.token.last4 });
    default:
      return entry satisfies never;
  }
}

function MayDo({ token }: { token: SignedInToken }) {
  const t = useTranslations("signedIn");
  const { scopes, roles, onlyRoles } = token;
  return (
    <>
      <ul className="flex flex-wrap gap-x-3 text-sm">
        {scopes.map((scope) => (
          <li key={scope}>{t(`scope.${scope}`)}</li>
        ))}
      </ul>
      {roles === null ? null : (
        <div className="flex flex-wrap gap-x-3 text-sm text-muted">
          {onlyRoles.length === 0 ? <span>{t("onlyNone")}</span> : <span>{t("only")}</span>}
          <ul className="contents">
            {onlyRoles.map(({ id, label, accountName }) => (
              <li key={id}>
                <Link
                  href={`/admin/roles/${encodeURIComponent(id)}`}
                  prefetch={false}
                  className="wrap-anywhere underline decoration-line underline-offset-4 hover:decoration-current"
                >
                  {t("onlyRole", { role: label, account: accountName })}
                </Link>
              </li>
            ))}
            {roles > onlyRoles.length ? (
              <li>{t("onlyMore", { count: String(roles - onlyRoles.length) })}</li>
            ) : null}
          </ul>
        </div>
      )}
    </>
  );
}

/** What the columns say that a narrow screen has no room for. */
function NarrowTimes({ entry }: { entry: SignedInEntry }) {
  const t = useTranslations("signedIn");
  const { since, lastUsed, endsAt } = entry;
  const from = (address: string | null) => (address === null ? "" : ` ${t("from", { address })}`);
  return (
    <span className="grid text-xs text-muted tabular-nums md:hidden">
      <span>
        {t.rich("sinceAt", { time: () => <LocalTime iso={since.at} /> })}
        {from(since.address)}
      </span>
      <span>
        {lastUsed === null
          ? t("neverUsed")
          : t.rich("lastUsedAt", { time: () => <LocalTime iso={lastUsed.at} /> })}
        {from(lastUsed?.address ?? null)}
      </span>
      <span>{t.rich("endsAt", { time: () => <LocalTime iso={endsAt} /> })}</span>
    </span>
  );
}
