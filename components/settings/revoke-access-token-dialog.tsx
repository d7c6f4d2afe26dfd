"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { AccessTokenView } from "#lib/tokens/token-view.ts";

type RevokeAccessTokenDialogProps = { token: AccessTokenView; onRevoked: () => void; onClose: () => void };

/** Asks once more before whatever uses a token is refused. */
export function RevokeAccessTokenDialog({ token, onRevoked, onClose }: RevokeAccessTokenDialogProps) {
  const t = useTranslations("tokens");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("DELETE", `/api/me/tokens/${encodeURIComponent(token.id)}`));
    if (!result.ok) return;
    announce(t("revokedDone", { name: token.name }));
    onRevoked();
  }
  return (
    <FormDialog
      title={t("revokeTitle")}
      subject={<p className="break-words text-muted">{token.name}</p>}
      submit={t("revoke")}
      busy={busy}
      busyText={t("revoking")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("revokeBody")}</p>
    </FormDialog>
  );
}
