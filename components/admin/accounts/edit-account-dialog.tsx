"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { ColorChoice, readColor } from "#components/admin/color-choice.tsx";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { ReachNotice } from "#components/admin/roles/change-roles-preview.tsx";
import { sameTags } from "#components/admin/tags-field.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { AccountListItem } from "#lib/catalogue/account-list-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AccountFields, accountFieldFailures, readAccountFields } from "./account-fields.tsx";

type Reach = { gained: number; lost: number };

type EditAccountDialogProps = {
  account: AccountListItem;
  sources: readonly CredentialSourceView[];
  onClose: () => void;
};

/** Changes an account. Where other tags change who reaches its roles, it says so and asks once more. */
export function EditAccountDialog({ account, sources, onClose }: EditAccountDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const [asked, setAsked] = useState<{ tags: Readonly<Record<string, string>>; reach: Reach } | null>(null);
  const { form, errorOf, rest } = useFieldFailure(failure, accountFieldFailures);
  async function submit(entered: FormData) {
    const name = readText(entered, "name") || account.accountId;
    const { sourceId, tags, ouPath } = readAccountFields(entered);
    const path = `/api/accounts/${encodeURIComponent(account.id)}`;
    const retagged = !sameTags(tags, account.tags);
    const change = {
      name,
      color: readColor(entered, "color") ?? account.color,
      ouPath,
      ...(sourceId !== account.sourceId && { sourceId }),
      ...(retagged && { tags }),
    };
    if (retagged && (asked === null || !sameTags(asked.tags, tags))) {
      const preview = await run(() => callApi<{ reach: Reach }>("PATCH", path, { ...change, dryRun: true }));
      if (!preview.ok) return;
      const { reach } = preview.data;
      setAsked({ tags, reach });
      if (reach.gained + reach.lost > 0) return;
    }
    const result = await run(() => callApi("PATCH", path, change));
    if (!result.ok) return;
    announce(t("admin.roles.savedAccount", { account: name }));
    onClose();
  }
  const touches = asked !== null && asked.reach.gained + asked.reach.lost > 0;
  return (
    <FormDialog
      title={t("admin.roles.editAccount")}
      subject={
        <DialogSubject accountName={account.name} accountId={account.accountId} color={account.color} />
      }
      submit={touches ? t("admin.accounts.saveAnyway") : t("common.save")}
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
      <AccountFields sources={sources} values={account} errorOf={errorOf} />
      {asked === null ? null : <ReachNotice reach={asked.reach} />}
    </FormDialog>
  );
}
