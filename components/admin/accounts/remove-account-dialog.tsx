"use client";

import { useTranslations } from "use-intl";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import type { AccountListItem } from "#lib/catalogue/account-list-view.ts";

type RemoveAccountDialogProps = { account: AccountListItem; onRemoved: () => void; onClose: () => void };

/** Removes an account that has no roles. */
export function RemoveAccountDialog({ account, onRemoved, onClose }: RemoveAccountDialogProps) {
  const t = useTranslations("admin.accounts");
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("DELETE", `/api/accounts/${encodeURIComponent(account.id)}`));
    if (result.ok) onRemoved();
  }
  return (
    <FormDialog
      title={t("removeTitle")}
      subject={
        <DialogSubject accountName={account.name} accountId={account.accountId} color={account.color} />
      }
      submit={t("removeSubmit")}
      busy={busy}
      busyText={t("removing")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{account.roles === 0 ? t("removeBody") : t("removeFirst", { count: account.roles })}</p>
    </FormDialog>
  );
}
