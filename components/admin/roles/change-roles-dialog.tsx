"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { durationOptions } from "#components/admin/duration-options.ts";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useSourceOptions } from "#components/admin/sources/use-source-words.ts";
import { readTags, TagsField, tagFailures } from "#components/admin/tags-field.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { ReachNotice, TouchedRoles } from "./change-roles-preview.tsx";

type RolesChanged = {
  changed: { id: string; label: string; accountName: string; managedBy: string | null }[];
  unchanged: number;
  reach: { gained: number; lost: number };
};

type ChangeRolesDialogProps = {
  roleIds: readonly string[];
  sources: readonly CredentialSourceView[];
  onChanged: () => void;
  onClose: () => void;
};

const own = "own";

/** Changes many roles alike: first what to change, then exactly what that does. */
export function ChangeRolesDialog({ roleIds, sources, onChanged, onClose }: ChangeRolesDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const optionsOf = useSourceOptions();
  const { busy, failure, run } = useChange();
  const [planned, setPlanned] = useState<{ change: object; preview: RolesChanged } | null>(null);
  const { form, errorOf, rest } = useFieldFailure(failure, {
    ...tagFailures,
    source_not_found: "sourceId",
    source_chain_loops: "sourceId",
    source_chain_too_long: "sourceId",
  });
  const ask = (change: object, dryRun: boolean) =>
    run(() => callApi<RolesChanged>("PATCH", "/api/roles", { roleIds, ...change, dryRun }));

  async function submit(entered: FormData) {
    if (planned === null) {
      const change = readChange(entered);
      const result = await ask(change, true);
      if (result.ok) setPlanned({ change, preview: result.data });
      return;
    }
    const result = await ask(planned.change, false);
    if (!result.ok) return;
    announce(t("admin.roles.changedMany", { count: result.data.changed.length }));
    onChanged();
  }

  const leave = { value: "", label: t("bulk.leave") };
  const preview = planned?.preview;
  const count = preview?.changed.length ?? 0;
  return (
    <FormDialog
      title={t("admin.roles.changeManyTitle", { count: roleIds.length })}
      form={form}
      submit={preview === undefined ? t("bulk.preview") : t("admin.roles.changeManySubmit", { count })}
      busy={busy}
      busyText={preview === undefined ? t("bulk.previewing") : t("common.saving")}
      failure={rest}
      onSubmit={preview !== undefined && count === 0 ? onClose : submit}
      onClose={onClose}
    >
      {/* What was entered stays while the preview is looked at. */}
      <div hidden={preview !== undefined} className="grid gap-4">
        <p className="text-sm text-muted">{t("bulk.previewFirst")}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="sourceId"
            label={t("admin.roles.columnSource")}
            error={errorOf("sourceId")}
            options={[leave, { value: own, label: t("admin.roles.sourceOfAccount") }, ...optionsOf(sources)]}
          />
          <SelectField
            name="maxDurationSeconds"
            label={t("admin.roles.maximum")}
            options={[leave, ...durationOptions(t, null)]}
          />
          <SelectField
            name="requiresMfa"
            label={t("admin.roles.mfa")}
            options={[
              leave,
              { value: "yes", label: t("admin.roles.mfaYes") },
              { value: "no", label: t("admin.roles.mfaNo") },
            ]}
          />
          <TextField
            name="removeTags"
            label={t("bulk.tags.removeKeys")}
            hint={t("bulk.tags.removeKeysHint")}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <TagsField
          tags={{}}
          legend={t("bulk.tags.addLegend")}
          hint={t("bulk.tags.addHint")}
          error={errorOf("tags")}
        />
      </div>
      {preview === undefined ? null : (
        <div role="status" className="grid gap-3">
          <p>{t("admin.roles.changePreview", { changed: count, unchanged: preview.unchanged })}</p>
          {count === 0 ? null : <TouchedRoles roles={preview.changed} />}
          <ReachNotice reach={preview.reach} />
        </div>
      )}
    </FormDialog>
  );
}

function readChange(form: FormData): object {
  const source = readText(form, "sourceId");
  const maximum = readText(form, "maxDurationSeconds");
  const mfa = readText(form, "requiresMfa");
  const addTags = readTags(form);
  const removeTags = readText(form, "removeTags")
    .split(/[,、]/)
    .map((key) => key.trim())
    .filter(Boolean);
  return {
    ...(source !== "" && { sourceId: source === own ? null : source }),
    ...(maximum !== "" && { maxDurationSeconds: Number(maximum) }),
    ...(mfa !== "" && { requiresMfa: mfa === "yes" }),
    ...(Object.keys(addTags).length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
  };
}
