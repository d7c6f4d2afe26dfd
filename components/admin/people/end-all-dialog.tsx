"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import type { SignedInView } from "#lib/people/signed-in-view.ts";
import type { Self } from "./may-change-person.ts";

type EndAllDialogProps = {
  person: PersonView;
  signedIn: SignedInView;
  self: Self;
  onEnded: () => void;
  onClose: () => void;
};

/** Ends everything that is signed in as somebody, after saying what follows. */
export function EndAllDialog({ person, signedIn, self, onEnded, onClose }: EndAllDialogProps) {
  const t = useTranslations("signedIn");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { id, name, email } = person;
  const { signIns, clientSignIns, tokens } = signedIn;
  const own = id === self.id;
  async function submit() {
    const result = await run(() => callApi("DELETE", `/api/people/${encodeURIComponent(id)}/signed-in`));
    if (!result.ok) return;
    if (own) return location.assign("/sign-in?signedOut=1");
    announce(t("endedAll", { name }));
    onEnded();
  }
  return (
    <FormDialog
      title={t("endAllTitle", { name })}
      subject={<p className="break-all text-muted">{email}</p>}
      submit={t("endAllSubmit")}
      busy={busy}
      busyText={t("endingAll")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <ul className="grid list-disc gap-1 pl-5">
        {signIns.length === 0 ? null : <li>{t("endAllBrowsers", { count: signIns.length })}</li>}
        {clientSignIns.length === 0 ? null : <li>{t("endAllClients", { count: clientSignIns.length })}</li>}
        {tokens.length === 0 ? null : <li>{t("endAllTokens", { count: tokens.length })}</li>}
        <li>{t("endAllMore", { name })}</li>
        <li>{t("endAllMfa")}</li>
      </ul>
      <p className="text-sm text-muted">{t("issuedStays")}</p>
      {own ? (
        <Notice tone="warn">{t("endAllSelf")}</Notice>
      ) : (
        <Notice tone="warn">{t("endAllAgain", { name })}</Notice>
      )}
    </FormDialog>
  );
}
