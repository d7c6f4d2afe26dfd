"use client";

import { useLocale, useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { ColorChoice, readColor } from "#components/admin/color-choice.tsx";
import { durationOptions } from "#components/admin/duration-options.ts";
import { readText } from "#components/admin/read-text.ts";
import { readTags, TagsField, tagFailures } from "#components/admin/tags-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { regionOptions } from "./region-options.ts";

type Values = Pick<
  CatalogueRole,
  "label" | "color" | "region" | "destination" | "maxDurationSeconds" | "note" | "sourceIdentity"
> & {
  /** The role's own tags. */
  tags: Readonly<Record<string, string>>;
};

type RoleSettingsProps = {
  partition: string;
  accountColor: string;
  placeholder: string;
  values: Values;
  errorOf: (field: string) => string | undefined;
};

/** What an owner says about a role, for adding and for editing. */
export function RoleSettings({ partition, accountColor, placeholder, values, errorOf }: RoleSettingsProps) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="label"
          label={t("admin.roles.label")}
          hint={t("admin.roles.labelHint")}
          defaultValue={values.label}
          placeholder={placeholder}
          maxLength={100}
          autoComplete="off"
        />
        <ColorChoice
          // A pasted link may bring a colour along.
          key={values.color ?? ""}
          name="color"
          legend={t("admin.color")}
          otherwise={t("admin.roles.asAccount")}
          own={t("admin.roles.ownColor")}
          color={values.color}
          start={accountColor}
        />
      </div>
      <TextField
        name="note"
        label={t("admin.roles.note")}
        hint={t("admin.roles.noteHint")}
        defaultValue={values.note}
        maxLength={500}
        autoComplete="off"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          // The choices are the partition's.
          key={partition}
          name="region"
          label={t("admin.roles.region")}
          defaultValue={values.region ?? ""}
          error={errorOf("region")}
          options={[
            { value: "", label: t("admin.roles.regionNone") },
            ...regionOptions(partition, locale, values.region),
          ]}
        />
        <SelectField
          name="maxDurationSeconds"
          label={t("admin.roles.maximum")}
          hint={t("admin.roles.maximumHint")}
          defaultValue={String(values.maxDurationSeconds)}
          error={errorOf("maxDurationSeconds")}
          options={durationOptions(t, values.maxDurationSeconds)}
        />
      </div>
      <TextField
        name="destination"
        label={t("admin.roles.destination")}
        hint={t("admin.roles.destinationHint")}
        error={errorOf("destination")}
        defaultValue={values.destination ?? ""}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
      />
      <TagsField
        tags={values.tags}
        legend={t("bulk.tags.title")}
        hint={t("admin.roles.tagsHint")}
        error={errorOf("tags")}
      />
      <CheckField
        name="sourceIdentity"
        label={t("admin.roles.sourceIdentity")}
        hint={t("admin.roles.sourceIdentityHint")}
        defaultChecked={values.sourceIdentity}
      />
    </>
  );
}

/** The fields above as the API takes them. */
export function readRoleSettings(form: FormData): Values {
  return {
    label: readText(form, "label"),
    color: readColor(form, "color"),
    region: readText(form, "region") || null,
    destination: readText(form, "destination") || null,
    maxDurationSeconds: Number(readText(form, "maxDurationSeconds")),
    note: readText(form, "note"),
    sourceIdentity: form.get("sourceIdentity") !== null,
    tags: readTags(form),
  };
}

/** Which field a refusal is about. */
export const roleSettingFailures = {
  ...tagFailures,
  region_unknown: "region",
  destination_refused: "destination",
  duration_out_of_range: "maxDurationSeconds",
} as const;
