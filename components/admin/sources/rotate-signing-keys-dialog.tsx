"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";

/** Makes the next signing keys the current ones, after saying why nothing breaks. */
export function RotateSigningKeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("sources.keys");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("POST", "/api/signing-keys/rotation"));
    if (!result.ok) return;
    announce(t("rotated"));
    onClose();
  }
  return (
    <FormDialog
      title={t("rotateTitle")}
      submit={t("rotate")}
      busy={busy}
      busyText={t("rotating")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("rotateBody")}</p>
      <p className="text-sm text-muted">{t("rotateStays")}</p>
    </FormDialog>
  );
}
