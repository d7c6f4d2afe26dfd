"use client";

import { useTranslations } from "use-intl";
import { useSourceName, useSourceOptions } from "#components/admin/sources/use-source-words.ts";
import { SelectField } from "#components/ui/select-field.tsx";
import { type CredentialSourceView, defaultSourceId } from "#lib/sources/source-view.ts";

type SourceSelectProps = {
  /** The account's source, which holds when the role names none; null for the default one. */
  accountSourceId: string | null;
  sources: readonly CredentialSourceView[];
  /** Empty for the account's. */
  value: string;
  onChange: (sourceId: string) => void;
  error: string | undefined;
};

/** The source of a role: one of its own, or its account's. */
export function SourceSelect({ accountSourceId, sources, value, onChange, error }: SourceSelectProps) {
  const t = useTranslations("role.options");
  const nameOf = useSourceName();
  const optionsOf = useSourceOptions();
  const ofAccount = sources.find(({ id }) => id === (accountSourceId ?? defaultSourceId));
  const inherited = t("sourceOfAccount", { name: ofAccount ? nameOf(ofAccount) : "" });
  return (
    <SelectField
      name="sourceId"
      label={t("source")}
      hint={t("sourceHint")}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={[{ value: "", label: inherited }, ...optionsOf(sources)]}
    />
  );
}
