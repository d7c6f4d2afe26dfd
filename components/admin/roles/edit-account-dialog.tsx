"use client";

import { useTranslations } from "use-intl";
import { ColorChoice, readColor } from "#components/admin/color-choice.tsx";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { AdminAccount } from "./group-by-account.ts";

/** Changes an account's name and colour. */
export function EditAccountDialog({ account, onClose }: { account: AdminAccount; onClose: () => void }) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit(form: FormData) {
    const name = readText(form, "name") || account.accountId;
    const color = readColor(form, "color") ?? account.color;
    const path = `/api/accounts/${encodeURIComponent(account.id)}`;
    const result = await run(() => callApi("PATCH", path, { name, color }));
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
      failure={failure}
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
    </FormDialog>
  );
}
