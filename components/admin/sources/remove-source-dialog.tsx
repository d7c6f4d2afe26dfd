"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { useSourceUsers, useSourceWords } from "./use-source-words.ts";

type RemoveSourceDialogProps = {
  source: CredentialSourceView;
  onRemoved: () => void;
  onClose: () => void;
};

/** Removes a source that nobody uses; the refusal of another one names who does. */
export function RemoveSourceDialog({ source, onRemoved, onClose }: RemoveSourceDialogProps) {
  const t = useTranslations("sources");
  const announce = useAnnounce();
  const wordsOf = useSourceWords();
  const usersOf = useSourceUsers();
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("DELETE", `/api/sources/${encodeURIComponent(source.id)}`));
    if (!result.ok) return;
    announce(t("removed", { name: source.name }));
    onRemoved();
  }
  return (
    <FormDialog
      title={t("removeTitle")}
      subject={
        <p className="text-muted">
          {source.name} · {wordsOf(source)}
        </p>
      }
      submit={t("removeSubmit")}
      busy={busy}
      busyText={t("removing")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("removeBody")}</p>
      {source.roles + source.accounts === 0 ? null : (
        <Notice tone="warn">{t("removeInUse", { users: usersOf(source) })}</Notice>
      )}
    </FormDialog>
  );
}
