"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import type { SignedInEntry } from "./signed-in-entry.ts";
import { useSignedInName } from "./use-signed-in-name.ts";

type EndSignedInDialogProps = {
  person: PersonView;
  entry: SignedInEntry;
  onEnded: () => void;
  onClose: () => void;
};

const collections = { browser: "sign-ins", client: "client-sign-ins", token: "tokens" } as const;

/** Ends one thing that is signed in as somebody, after saying what follows. */
export function EndSignedInDialog({ person, entry, onEnded, onClose }: EndSignedInDialogProps) {
  const t = useTranslations("signedIn");
  const what = useSignedInName()(entry);
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { id, name, email } = person;
  const { kind } = entry;
  async function submit() {
    const path = `/api/people/${encodeURIComponent(id)}/${collections[kind]}/${encodeURIComponent(entry.id)}`;
    const result = await run(() => callApi("DELETE", path));
    if (!result.ok) return;
    announce(t(`confirmed.${kind}`, { what }));
    onEnded();
  }
  const { address } = entry.since;
  return (
    <FormDialog
      title={t(`confirmTitle.${kind}`, { name })}
      subject={
        <>
          <p className="break-all text-muted">{email}</p>
          <p className="pt-2 wrap-anywhere" translate={kind === "browser" ? "yes" : "no"}>
            {what}
          </p>
          <p className="text-sm text-muted tabular-nums">
            {t.rich("sinceAt", { time: () => <LocalTime iso={entry.since.at} /> })}
            {address === null ? null : ` ${t("from", { address })}`}
          </p>
        </>
      }
      submit={t(`confirm.${kind}`)}
      busy={busy}
      busyText={t(`confirming.${kind}`)}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(`confirmBody.${kind}`, { name })}</p>
      <p className="text-sm text-muted">{t("issuedStays")}</p>
    </FormDialog>
  );
}
