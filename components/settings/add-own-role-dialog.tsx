"use client";

import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { TextField } from "#components/ui/text-field.tsx";

/** What is wrong with the reference, the rules among it. */
const ofReference = [
  "own_role_refused",
  "own_role_is_portal",
  "role_exists",
  "role_reference_too_long",
  "role_arn_malformed",
  "not_a_role_arn",
  "session_arn_not_role",
  "role_path_malformed",
  "account_id_malformed",
  "account_alias_unsupported",
  "partition_unknown",
  "role_name_malformed",
  "switch_role_link_malformed",
];

/** Adds a role for oneself. */
export function AddOwnRoleDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("ownRoles");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    ...Object.fromEntries(ofReference.map((code) => [code, "reference"])),
    external_id_malformed: "externalId",
  });
  async function submit(entered: FormData) {
    const reference = readText(entered, "reference");
    const label = readText(entered, "label");
    const result = await run(() =>
      callApi<{ arn: string }>("POST", "/api/own-roles", {
        reference,
        ...(label !== "" && { label }),
        externalId: readText(entered, "externalId") || null,
        sourceIdentity: entered.get("sourceIdentity") !== null,
      }),
    );
    if (!result.ok) return;
    announce(t("roleAdded", { role: label || (result.data.arn.split("/").at(-1) ?? "") }));
    onClose();
  }
  return (
    <FormDialog
      title={t("addTitle")}
      form={form}
      submit={t("addSubmit")}
      busy={busy}
      busyText={t("adding")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="reference"
        label={t("reference")}
        hint={t("referenceHint")}
        error={errorOf("reference")}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <TextField name="label" label={t("label")} hint={t("labelHint")} autoComplete="off" />
      <TextField
        name="externalId"
        label={t("externalId")}
        hint={t("externalIdHint")}
        error={errorOf("externalId")}
        autoComplete="off"
        spellCheck={false}
      />
      <CheckField
        name="sourceIdentity"
        label={t("sourceIdentity")}
        hint={t("sourceIdentityHint")}
        defaultChecked
      />
    </FormDialog>
  );
}
