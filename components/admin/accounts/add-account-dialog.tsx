"use client";

import { useTranslations } from "use-intl";
import { ColorChoice, readColor } from "#components/admin/color-choice.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { partitionIds } from "#lib/partitions/partitions.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AccountFields, accountFieldFailures, readAccountFields } from "./account-fields.tsx";

type AddAccountDialogProps = { sources: readonly CredentialSourceView[]; onClose: () => void };

/** Adds an account, before any of its roles. */
export function AddAccountDialog({ sources, onClose }: AddAccountDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    ...accountFieldFailures,
    account_id_malformed: "accountId",
    account_exists: "accountId",
  });
  async function submit(entered: FormData) {
    const name = readText(entered, "name");
    const color = readColor(entered, "color");
    const accountId = readText(entered, "accountId");
    const result = await run(() =>
      callApi("POST", "/api/accounts", {
        partition: readText(entered, "partition"),
        accountId,
        ...(name !== "" && { name }),
        ...(color !== null && { color }),
        ...readAccountFields(entered),
      }),
    );
    if (!result.ok) return;
    announce(t("admin.accounts.added", { account: name || accountId }));
    onClose();
  }
  return (
    <FormDialog
      title={t("admin.accounts.add")}
      form={form}
      submit={t("admin.accounts.add")}
      busy={busy}
      busyText={t("admin.roles.adding")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-sm text-muted">{t("admin.roles.addIntro")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="accountId"
          data-autofocus
          label={t("admin.roles.accountId")}
          hint={t("admin.roles.accountIdHint")}
          error={errorOf("accountId")}
          inputMode="numeric"
          autoComplete="off"
        />
        <SelectField
          name="partition"
          label={t("admin.roles.partition")}
          options={partitionIds.map((id) => ({ value: id, label: `${t(`common.partition.${id}`)} · ${id}` }))}
        />
        <TextField
          name="name"
          label={t("admin.roles.accountName")}
          hint={t("admin.accounts.nameHint")}
          maxLength={100}
          autoComplete="off"
        />
        <ColorChoice
          name="color"
          legend={t("admin.roles.accountColor")}
          otherwise={t("admin.roles.automatic")}
          own={t("admin.roles.ownColor")}
          color={null}
          start="#0f6fb8"
        />
      </div>
      <AccountFields
        sources={sources}
        values={{ sourceId: null, tags: {}, ouPath: null }}
        errorOf={errorOf}
      />
    </FormDialog>
  );
}
