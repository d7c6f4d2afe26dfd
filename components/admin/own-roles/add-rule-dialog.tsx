"use client";

import { useTranslations } from "use-intl";
import { durationOptions } from "#components/admin/duration-options.ts";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useSourceOptions } from "#components/admin/sources/use-source-words.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { partitionIds } from "#lib/partitions/partitions.ts";
import { type CredentialSourceView, defaultSourceId } from "#lib/sources/source-view.ts";

type AddRuleDialogProps = { sources: readonly CredentialSourceView[]; onClose: () => void };

/** Says which roles members may add for themselves. */
export function AddRuleDialog({ sources, onClose }: AddRuleDialogProps) {
  const t = useTranslations("ownRoles");
  const all = useTranslations();
  const announce = useAnnounce();
  const optionsOf = useSourceOptions();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    account_pattern_malformed: "accountPattern",
    role_name_pattern_malformed: "roleNamePattern",
    source_not_found: "sourceId",
    duration_out_of_range: "maxDurationSeconds",
  });
  async function submit(entered: FormData) {
    const rule = {
      partition: readText(entered, "partition"),
      accountPattern: readText(entered, "accountPattern"),
      roleNamePattern: readText(entered, "roleNamePattern"),
      sourceId: readText(entered, "sourceId") || null,
      maxDurationSeconds: Number(readText(entered, "maxDurationSeconds")),
    };
    const result = await run(() => callApi("POST", "/api/own-role-rules", rule));
    if (!result.ok) return;
    announce(t("ruleAdded", { names: rule.roleNamePattern, accounts: rule.accountPattern }));
    onClose();
  }
  return (
    <FormDialog
      title={t("addRuleTitle")}
      form={form}
      submit={t("addRuleSubmit")}
      busy={busy}
      busyText={t("adding")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="accountPattern"
        label={t("account")}
        hint={t("accountHint")}
        error={errorOf("accountPattern")}
        autoComplete="off"
        data-autofocus
      />
      <TextField
        name="roleNamePattern"
        label={t("roleName")}
        hint={t("roleNameHint")}
        error={errorOf("roleNamePattern")}
        autoComplete="off"
      />
      <SelectField
        name="partition"
        label={t("partition")}
        options={partitionIds.map((id) => ({ value: id, label: all(`common.partition.${id}`) }))}
      />
      <SelectField
        name="sourceId"
        label={t("source")}
        hint={t("sourceHint")}
        error={errorOf("sourceId")}
        options={[
          { value: "", label: t("sourceOfAccount") },
          ...optionsOf(sources.filter((source) => source.id !== defaultSourceId)),
        ]}
      />
      <SelectField
        name="maxDurationSeconds"
        label={t("maxDuration")}
        error={errorOf("maxDurationSeconds")}
        defaultValue="3600"
        options={durationOptions(all, 3600)}
      />
    </FormDialog>
  );
}
