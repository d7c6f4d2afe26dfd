"use client";

import { useTranslations } from "use-intl";
import { readText } from "#components/admin/read-text.ts";
import { useSourceOptions } from "#components/admin/sources/use-source-words.ts";
import { readTags, TagsField, tagFailures } from "#components/admin/tags-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";

type AccountFieldsProps = {
  sources: readonly CredentialSourceView[];
  values: { sourceId: string | null; tags: Readonly<Record<string, string>>; ouPath: string | null };
  errorOf: (field: string) => string | undefined;
};

/** What is said of an account beside its name and colour, for adding and for editing. */
export function AccountFields({ sources, values, errorOf }: AccountFieldsProps) {
  const t = useTranslations();
  const optionsOf = useSourceOptions();
  return (
    <>
      <TagsField
        tags={values.tags}
        legend={t("bulk.tags.title")}
        hint={t("admin.accounts.tagsHint")}
        error={errorOf("tags")}
      />
      <TextField
        name="ouPath"
        label={t("admin.accounts.ouPath")}
        hint={t("admin.accounts.ouPathHint")}
        error={errorOf("ouPath")}
        defaultValue={values.ouPath ?? ""}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
      />
      <SelectField
        name="sourceId"
        label={t("role.account.source")}
        hint={t("role.account.sourceHint")}
        error={errorOf("sourceId")}
        defaultValue={values.sourceId ?? ""}
        options={[{ value: "", label: t("role.account.sourceDefault") }, ...optionsOf(sources)]}
      />
    </>
  );
}

/** The fields above as the API takes them. */
export function readAccountFields(form: FormData) {
  return {
    tags: readTags(form),
    ouPath: readText(form, "ouPath") || null,
    sourceId: readText(form, "sourceId") || null,
  };
}

/** Which field a refusal is about; of what a schema refuses, only the path can be wrong. */
export const accountFieldFailures = {
  ...tagFailures,
  invalid_input: "ouPath",
  source_not_found: "sourceId",
  source_chain_loops: "sourceId",
  source_chain_too_long: "sourceId",
} as const;
