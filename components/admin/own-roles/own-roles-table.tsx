"use client";

import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { OwnRoleView } from "#lib/own-roles/own-role-view.ts";

type OwnRolesTableProps = {
  roles: readonly OwnRoleView[];
  /** For those who may share and remove them. */
  actions?: { onShare: (role: OwnRoleView) => void; onRemove: (role: OwnRoleView) => void };
};

/** The roles that members added for themselves. */
export function OwnRolesTable({ roles, actions }: OwnRolesTableProps) {
  const t = useTranslations("ownRoles");
  const all = useTranslations();
  return (
    <DataTable
      caption={t("added")}
      columns={[
        { key: "role", label: t("role") },
        { key: "owner", label: t("owner") },
        { key: "since", label: t("since"), hideBelow: "md" },
        ...(actions
          ? [{ key: "actions", label: all("admin.actions"), labelHidden: true, align: "end" as const }]
          : []),
      ]}
      rows={roles.map((role) => ({
        key: role.id,
        cells: {
          role: (
            <>
              <span className="font-medium break-words">{role.label}</span>
              <p className="text-sm break-all text-muted">{role.arn}</p>
            </>
          ),
          owner: (
            <>
              {role.owner.name}
              <p className="text-sm break-all text-muted">{role.owner.email}</p>
            </>
          ),
          since: <LocalTime iso={role.createdAt} format="date" />,
          actions: actions && (
            <div className="flex flex-wrap justify-end gap-2">
              <Button
                aria-label={t("shareOf", { role: role.label, owner: role.owner.name })}
                onClick={() => actions.onShare(role)}
              >
                {t("share")}
              </Button>
              <Button
                variant="danger"
                aria-label={t("takeOf", { role: role.label, owner: role.owner.name })}
                onClick={() => actions.onRemove(role)}
              >
                {t("remove")}
              </Button>
            </div>
          ),
        },
      }))}
    />
  );
}
