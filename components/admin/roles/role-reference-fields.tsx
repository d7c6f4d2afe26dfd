"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { partitionIds } from "#lib/partitions/partitions.ts";

export type ReferenceDraft = {
  by: "paste" | "parts";
  reference: string;
  partition: string;
  accountId: string;
  roleName: string;
};

type RoleReferenceFieldsProps = {
  draft: ReferenceDraft;
  onChange: (change: Partial<ReferenceDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

/** Names a role: by pasting it, or by account id and role name. */
export function RoleReferenceFields({ draft, onChange, errorOf }: RoleReferenceFieldsProps) {
  const t = useTranslations();
  const name = useId();
  return (
    <>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="pb-1 text-sm font-medium">{t("admin.roles.by")}</legend>
        {(["paste", "parts"] as const).map((by) => (
          <label key={by} className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-10">
            <input
              type="radio"
              name={name}
              checked={draft.by === by}
              onChange={() => onChange({ by })}
              className="size-4 accent-accent"
            />
            {by === "paste" ? t("admin.roles.byPaste") : t("admin.roles.byParts")}
          </label>
        ))}
      </fieldset>
      {draft.by === "paste" ? (
        <TextField
          name="reference"
          label={t("admin.roles.reference")}
          hint={t("admin.roles.referenceHint")}
          error={errorOf("reference")}
          value={draft.reference}
          onChange={(event) => onChange({ reference: event.target.value })}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              name="accountId"
              label={t("admin.roles.accountId")}
              hint={t("admin.roles.accountIdHint")}
              error={errorOf("accountId")}
              value={draft.accountId}
              onChange={(event) => onChange({ accountId: event.target.value })}
              inputMode="numeric"
              autoComplete="off"
            />
            <SelectField
              name="partition"
              label={t("admin.roles.partition")}
              value={draft.partition}
              onChange={(event) => onChange({ partition: event.target.value })}
              options={partitionIds.map((id) => ({
                value: id,
                label: `${t(`common.partition.${id}`)} · ${id}`,
              }))}
            />
          </div>
          <TextField
            name="roleName"
            label={t("admin.roles.roleName")}
            hint={t("admin.roles.roleNameHint")}
            error={errorOf("roleName")}
            value={draft.roleName}
            onChange={(event) => onChange({ roleName: event.target.value })}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        </>
      )}
    </>
  );
}

/** Which field a refusal is about, by how the role was named. */
export function referenceFailures(by: ReferenceDraft["by"]): Record<string, string> {
  const role = by === "paste" ? "reference" : "roleName";
  const account = by === "paste" ? "reference" : "accountId";
  return {
    role_reference_too_long: role,
    role_arn_malformed: role,
    not_a_role_arn: role,
    session_arn_not_role: role,
    role_path_malformed: role,
    role_name_malformed: role,
    switch_role_link_malformed: role,
    role_exists: role,
    partition_unknown: role,
    account_id_malformed: account,
    account_alias_unsupported: account,
  };
}
