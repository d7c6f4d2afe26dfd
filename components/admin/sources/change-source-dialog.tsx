"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { readSourceFields, SourceFields, sourceFailures } from "./source-fields.tsx";
import { useSourceWords } from "./use-source-words.ts";

type ChangeSourceDialogProps = {
  source: CredentialSourceView;
  roles: readonly CatalogueRole[];
  onClose: () => void;
};

/** Changes what a source is called and what it names; its kind stays. */
export function ChangeSourceDialog({ source, roles, onClose }: ChangeSourceDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const wordsOf = useSourceWords();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, sourceFailures);
  const { kind } = source;
  if (kind === "default") return null;
  async function submit(entered: FormData) {
    if (kind === "default") return;
    const fields = readSourceFields(kind, entered, false);
    const path = `/api/sources/${encodeURIComponent(source.id)}`;
    const result = await run(() => callApi("PATCH", path, fields));
    if (!result.ok) return;
    announce(t("sources.saved", { name: fields.name }));
    onClose();
  }
  return (
    <FormDialog
      title={t("sources.changeTitle")}
      subject={<p className="text-muted">{wordsOf(source)}</p>}
      form={form}
      submit={t("common.save")}
      busy={busy}
      busyText={t("common.saving")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <SourceFields kind={kind} source={source} roles={roles} errorOf={errorOf} />
    </FormDialog>
  );
}
