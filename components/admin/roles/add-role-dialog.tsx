"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { ColorChoice, readColor } from "#components/admin/color-choice.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { readPastedRole, readRoleParts } from "./read-pasted-role.ts";
import { RoleReading } from "./role-reading.tsx";
import { type ReferenceDraft, RoleReferenceFields, referenceFailures } from "./role-reference-fields.tsx";
import { RoleSettings, readRoleSettings, roleSettingFailures } from "./role-settings.tsx";
import { useKnownRole } from "./use-known-role.ts";

const blank: ReferenceDraft = { by: "paste", reference: "", partition: "aws", accountId: "", roleName: "" };
const settings = {
  label: "",
  color: null,
  region: null,
  destination: null,
  maxDurationSeconds: 3600,
  note: "",
  sourceIdentity: true,
  tags: {},
};

type AddRoleDialogProps = {
  onAdded: (role: CatalogueRole) => void;
  onClose: () => void;
};

/** Adds a role to the catalogue, and its account when that is new. */
export function AddRoleDialog({ onAdded, onClose }: AddRoleDialogProps) {
  const t = useTranslations();
  const [draft, setDraft] = useState(blank);
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    ...referenceFailures(draft.by),
    ...roleSettingFailures,
  });
  const pasted = draft.by === "paste";
  const role = readDraft(draft);
  const { known, look } = useKnownRole();
  const found = role !== null && known?.arn === role.arn ? known : null;
  const account = found?.account;

  function change(part: Partial<ReferenceDraft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    look(readDraft(next));
  }

  async function submit(form: FormData) {
    const { partition, accountId, roleName, reference } = draft;
    const newColor = readColor(form, "accountColor");
    const newName = readText(form, "accountName");
    const { label, color, tags, ...rest } = readRoleSettings(form);
    const result = await run(() =>
      callApi<CatalogueRole>("POST", "/api/roles", {
        ...(pasted ? { reference } : { partition, accountId, roleName }),
        ...rest,
        ...(label !== "" && { label }),
        color,
        ...(Object.keys(tags).length > 0 && { tags }),
        ...(newName !== "" && { accountName: newName }),
        ...(newColor !== null && { accountColor: newColor }),
      }),
    );
    if (result.ok) onAdded(result.data);
  }

  return (
    <FormDialog
      title={t("admin.roles.add")}
      form={form}
      submit={t("admin.roles.add")}
      busy={busy}
      busyText={t("admin.roles.adding")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-sm text-muted">{t("admin.roles.addIntro")}</p>
      <RoleReferenceFields draft={draft} onChange={change} errorOf={errorOf} />
      <RoleReading
        empty={(pasted ? draft.reference : draft.accountId + draft.roleName).trim() === ""}
        role={role}
        accountName={account?.name}
        takenLabel={found?.label}
      />
      {role === null || found === null || account !== undefined ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="accountName"
            label={t("admin.roles.accountName")}
            hint={t("admin.roles.accountNameHint")}
            placeholder={role.accountId}
            maxLength={100}
            autoComplete="off"
          />
          <ColorChoice
            name="accountColor"
            legend={t("admin.roles.accountColor")}
            otherwise={t("admin.roles.automatic")}
            own={t("admin.roles.ownColor")}
            color={null}
            start="#0f6fb8"
            hint={t("admin.roles.accountColorHint")}
          />
        </div>
      )}
      <RoleSettings
        partition={role?.partition ?? draft.partition}
        accountColor={account?.color ?? "#0f6fb8"}
        placeholder={role?.displayName ?? role?.roleName ?? ""}
        values={{ ...settings, color: role?.color ?? null }}
        errorOf={errorOf}
      />
    </FormDialog>
  );
}

const readDraft = ({ by, reference, partition, accountId, roleName }: ReferenceDraft) =>
  by === "paste" ? readPastedRole(reference) : readRoleParts(partition, accountId, roleName);
