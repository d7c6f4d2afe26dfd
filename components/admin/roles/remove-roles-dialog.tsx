"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { TouchedRoles } from "./change-roles-preview.tsx";
import type { RemovedRoles } from "./restore-removed.ts";

type RemoveRolesDialogProps = {
  roleIds: readonly string[];
  /** What goes, as the API's preview says. */
  going: RemovedRoles;
  onRemoved: (gone: RemovedRoles) => void;
  onClose: () => void;
};

/** Removes roles from the catalogue, after saying what goes with them. */
export function RemoveRolesDialog({ roleIds, going, onRemoved, onClose }: RemoveRolesDialogProps) {
  const t = useTranslations("admin.roles");
  const { busy, failure, run } = useChange();
  const count = going.roles.length;
  async function submit() {
    const result = await run(() => callApi<RemovedRoles>("POST", "/api/roles/removal", { roleIds }));
    if (result.ok) onRemoved(result.data);
  }
  return (
    <FormDialog
      title={t("removeTitle", { count })}
      submit={t("removeSubmit", { count })}
      busy={busy}
      busyText={t("removing")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TouchedRoles roles={going.roles} />
      <p>{t("removeBody", { count: going.assignments.length })}</p>
      <p className="text-sm text-muted">{t("removeStays")}</p>
    </FormDialog>
  );
}
