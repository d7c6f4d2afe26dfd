"use client";

import { useTranslations } from "use-intl";
import { DialogSubject } from "#components/admin/dialog-subject.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";

type RoleAddedDialogProps = { role: CatalogueRole; onAgain: () => void; onClose: () => void };

/** What comes after a role was added: assigning it. */
export function RoleAddedDialog({ role, onAgain, onClose }: RoleAddedDialogProps) {
  const t = useTranslations();
  return (
    <Dialog
      title={t("admin.roles.addedTitle")}
      subject={<DialogSubject {...role} color={role.color ?? role.accountColor} role={role.label} />}
      onClose={onClose}
    >
      <p role="status">{t("admin.roles.added", { role: role.label, account: role.accountName })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("admin.done")}</Button>
        <Button onClick={onAgain}>{t("admin.roles.addAnother")}</Button>
        <ButtonLink variant="primary" href={assignHref(role.id)}>
          {t("admin.roles.assign")}
        </ButtonLink>
      </div>
    </Dialog>
  );
}

/** Where a role is assigned, the dialog open. */
export function assignHref(roleId: string): string {
  return `/admin/assignments?roleId=${encodeURIComponent(roleId)}&add=1`;
}
