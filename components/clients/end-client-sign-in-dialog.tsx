"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { ClientSignInView } from "#lib/clients/client-sign-in-view.ts";

type EndClientSignInDialogProps = { signIn: ClientSignInView; onEnded: () => void; onClose: () => void };

/** Asks once more before a client has to sign in again. */
export function EndClientSignInDialog({ signIn, onEnded, onClose }: EndClientSignInDialogProps) {
  const t = useTranslations("clients.signIns");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const path = `/api/me/client-sign-ins/${encodeURIComponent(signIn.id)}`;
    const result = await run(() => callApi("DELETE", path));
    if (!result.ok) return;
    announce(t("ended", { client: signIn.clientName }));
    onEnded();
  }
  return (
    <FormDialog
      title={t("endTitle")}
      subject={
        <p className="wrap-anywhere text-muted" translate="no">
          {signIn.clientName}
        </p>
      }
      submit={t("end")}
      busy={busy}
      busyText={t("ending")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("endBody")}</p>
    </FormDialog>
  );
}
