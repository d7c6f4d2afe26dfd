"use client";

import { useTranslations } from "use-intl";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { sameTags } from "#components/admin/tags-field.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { RoleListItem } from "#lib/catalogue/role-list-view.ts";
import { RoleSettings, readRoleSettings, roleSettingFailures } from "./role-settings.tsx";

/** Changes what the catalogue says about a role. */
export function EditRoleDialog({ role, onClose }: { role: RoleListItem; onClose: () => void }) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, roleSettingFailures);
  async function submit(form: FormData) {
    const path = `/api/roles/${encodeURIComponent(role.id)}`;
    const { tags, ...settings } = readRoleSettings(form);
    // Left out when they stay: with tags, everything that assigns by tag is worked out anew.
    const change = { ...settings, ...(!sameTags(tags, role.ownTags) && { tags }) };
    const result = await run(() => callApi("PATCH", path, change));
    if (!result.ok) return;
    announce(t("admin.roles.saved", { role: role.label, account: role.accountName }));
    onClose();
  }
  return (
    <FormDialog
      title={t("admin.roles.editTitle")}
      subject={
        <>
          <DialogSubject {...role} color={role.color ?? role.accountColor} role={role.label} />
          <p className="pt-1 font-mono text-xs break-all text-muted">{role.arn}</p>
        </>
      }
      form={form}
      submit={t("common.save")}
      busy={busy}
      busyText={t("common.saving")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <RoleSettings
        partition={role.partition}
        accountColor={role.accountColor}
        placeholder={role.roleName}
        values={{ ...role, tags: role.ownTags }}
        errorOf={errorOf}
      />
    </FormDialog>
  );
}
