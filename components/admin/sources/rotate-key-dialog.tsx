"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AccessKeyFields, readAccessKey } from "./source-fields.tsx";
import { useSourceWords } from "./use-source-words.ts";

/** Puts a new access key in the place of the old one, once AWS has taken it. */
export function RotateKeyDialog({ source, onClose }: { source: CredentialSourceView; onClose: () => void }) {
  const t = useTranslations("sources");
  const announce = useAnnounce();
  const wordsOf = useSourceWords();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    access_key_malformed: "accessKeyId",
    access_key_of_another: "accessKeyId",
  });
  async function submit(entered: FormData) {
    const path = `/api/sources/${encodeURIComponent(source.id)}/access-key`;
    const key = readAccessKey(entered);
    const result = await run(() => callApi("PUT", path, key));
    if (!result.ok) return;
    announce(t("rotate.done", { name: source.name, last4: key.accessKeyId.slice(-4) }));
    onClose();
  }
  return (
    <FormDialog
      title={t("rotate.title")}
      subject={
        <p className="text-muted">
          {source.name} · {wordsOf(source)}
        </p>
      }
      form={form}
      submit={t("rotate.submit")}
      busy={busy}
      busyText={t("rotate.busy")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("rotate.body")}</p>
      <AccessKeyFields errorOf={errorOf} />
      <p className="text-sm text-muted">{t("rotate.after")}</p>
    </FormDialog>
  );
}
