"use client";

import { useTranslations } from "use-intl";
import { useDialog } from "#components/admin/use-dialog.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import type { SignedInView } from "#lib/people/signed-in-view.ts";
import { EndAllDialog } from "./end-all-dialog.tsx";
import { EndSignedInDialog } from "./end-signed-in-dialog.tsx";
import { mayEndOfPerson, type Self } from "./may-change-person.ts";
import { type SignedInEntry, signedInEntries } from "./signed-in-entry.ts";
import { SignedInWhat } from "./signed-in-what.tsx";
import { useSignedInName } from "./use-signed-in-name.ts";

type SignedInProps = { person: PersonView; signedIn: SignedInView; self: Self };

/** Of each kind at most so many are told. */
const mostOfKind = 100;

/** What is signed in as a person, with ways to end each of it, and all. */
export function SignedIn({ person, signedIn, self }: SignedInProps) {
  const t = useTranslations("signedIn");
  const { which, open, close, closeToList, landing } = useDialog<SignedInEntry | "all">();
  const entries = signedInEntries(signedIn);
  const mayEnd = mayEndOfPerson(self, person);
  const { name } = person;
  return (
    <section aria-labelledby="person-signed-in" className="grid gap-3 border-t border-line py-6">
      <div ref={landing} tabIndex={-1} className="grid gap-3 outline-none">
        <div>
          <h2 id="person-signed-in" className="text-lg font-semibold">
            {t("title")}
          </h2>
          {entries.length === 0 ? null : (
            <p className="max-w-prose text-sm text-muted">{t("intro", { name })}</p>
          )}
        </div>
        {entries.length === 0 ? (
          <p>{t("none", { name })}</p>
        ) : (
          <Entries entries={entries} mayEnd={mayEnd} onEnd={open} />
        )}
        {Object.values(signedIn).some(({ length }) => length >= mostOfKind) ? (
          <p className="text-sm text-muted">{t("first")}</p>
        ) : null}
        {mayEnd && entries.length > 0 ? (
          <div>
            <Button variant="danger" onClick={() => open("all")}>
              {t("endAll")}
            </Button>
          </div>
        ) : null}
        {self.portalRole === "admin" && !mayEnd && entries.length > 0 ? (
          <p className="text-sm text-muted">{t("onlyOwners")}</p>
        ) : null}
      </div>
      {which === "all" ? (
        <EndAllDialog person={person} signedIn={signedIn} self={self} onEnded={closeToList} onClose={close} />
      ) : null}
      {which === null || which === "all" ? null : (
        <EndSignedInDialog person={person} entry={which} onEnded={closeToList} onClose={close} />
      )}
    </section>
  );
}

type EntriesProps = {
  entries: readonly SignedInEntry[];
  mayEnd: boolean;
  onEnd: (entry: SignedInEntry) => void;
};

function Entries({ entries, mayEnd, onEnd }: EntriesProps) {
  const t = useTranslations("signedIn");
  return (
    <DataTable
      caption={t("title")}
      columns={[
        { key: "what", label: t("columnWhat") },
        { key: "since", label: t("columnSince"), hideBelow: "md" },
        { key: "lastUsed", label: t("columnLastUsed"), hideBelow: "md" },
        { key: "ends", label: t("columnEnds"), hideBelow: "md" },
        ...(mayEnd
          ? [{ key: "end", label: t("confirm.browser"), labelHidden: true, align: "end" as const }]
          : []),
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: {
          what: <SignedInWhat entry={entry} />,
          since: <TimeAndAddress {...entry.since} />,
          lastUsed:
            entry.lastUsed === null ? (
              <span className="text-muted">{t("never")}</span>
            ) : (
              <TimeAndAddress {...entry.lastUsed} />
            ),
          ends: <TimeAndAddress at={entry.endsAt} address={null} />,
          end: mayEnd ? <EndButton entry={entry} onEnd={() => onEnd(entry)} /> : null,
        },
      }))}
    />
  );
}

function EndButton({ entry, onEnd }: { entry: SignedInEntry; onEnd: () => void }) {
  const t = useTranslations("signedIn");
  const what = useSignedInName()(entry);
  // Whoever wants to leave this browser has a menu for it.
  if (entry.kind === "browser" && entry.current) return null;
  const label =
    entry.kind === "token"
      ? t("revokeOf", { what })
      : t("endOf", { what, address: entry.lastUsed?.address ?? entry.since.address ?? "" });
  return (
    <Button variant="quiet" aria-label={label} onClick={onEnd}>
      {t(entry.kind === "token" ? "revoke" : "end")}
    </Button>
  );
}

function TimeAndAddress({ at, address }: { at: string; address: string | null }) {
  const t = useTranslations("signedIn");
  return (
    <span className="lg:whitespace-nowrap">
      <LocalTime iso={at} />
      {address === null ? null : (
        <span className="block text-xs text-muted tabular-nums">{t("from", { address })}</span>
      )}
    </span>
  );
}
