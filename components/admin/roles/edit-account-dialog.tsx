"use client";

import { useTranslations } from "use-intl";
import { ColorChoice, readColor } from "#components/admin/color-choice.tsx";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useSourceOptions } from "#components/admin/sources/use-source-words.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import type { AdminAccount } from "./group-by-account.ts";

type EditAccountDialogProps = {
  account: AdminAccount;
  sources: readonly CredentialSourceView[];
  /** Null for the default one. */
  sourceId: string | null;
  onClose: () => void;
};

/** Changes an account's name, colour and credential source. */
export function EditAccountDialog({ account, sources, sourceId, onClose }: EditAccountDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const optionsOf = useSourceOptions();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    source_not_found: "sourceId",
    source_chain_loops: "sourceId",
    source_chain_too_long: "sourceId",
  });
  async function submit(entered: FormData) {
    const name = readText(entered, "name") || account.accountId;
    const color = readColor(entered, "color") ?? account.color;
    const source = readText(entered, "sourceId") || null;
    const path = `/api/accounts/${encodeURIComponent(account.id)}`;
    const result = await run(() =>
      callApi("PATCH", path, { name, color, ...(source !== sourceId && { sourceId: source }) }),
    );
    if (!result.ok) return;
    announce(t("admin.roles.savedAccount", { account: name }));
    onClose();
  }
  return (
    <FormDialog
      title={t("admin.roles.editAccount")}
      subject={
        <DialogSubject accountName={account.name} accountId={account.accountId} color={account.color} />
      }
      submit={t("common.save")}
      busy={busy}
      busyText={t("common.saving")}
      form={form}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t("admin.roles.accountName")}
        defaultValue={account.name}
        placeholder={account.accountId}
        maxLength={100}
        autoComplete="off"
      />
      <ColorChoice
        name="color"
        legend={t("admin.roles.accountColor")}
        own={t("admin.roles.accountColor")}
        color={account.color}
        start={account.color}
        hint={t("admin.roles.accountColorHint")}
      />
      <SelectField
        name="sourceId"
        label={t("role.account.source")}
        hint={t("role.account.sourceHint")}
        error={errorOf("sourceId")}
        defaultValue={sourceId ?? ""}
        options={[{ value: "", label: t("role.account.sourceDefault") }, ...optionsOf(sources)]}
      />
    </FormDialog>
  );
}
