"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import { type ListAddress, listHref, sortBy } from "#components/admin/lists/list-href.ts";
import type { RowSelection } from "#components/admin/lists/use-row-selection.tsx";
import { useSourceName } from "#components/admin/sources/use-source-words.ts";
import { TagList } from "#components/admin/tag-list.tsx";
import { durationText } from "#components/i18n/duration-text.ts";
import { OptionBadges } from "#components/role/option-badges.tsx";
import { AccountId } from "#components/ui/account-id.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { RoleListItem } from "#lib/catalogue/role-list-view.ts";
import { regionLabel } from "#lib/partitions/regions.ts";
import { assignHref } from "./role-added-dialog.tsx";

type RolesTableProps = {
  roles: readonly RoleListItem[];
  query: ListAddress;
  /** Absent for those who may only look. */
  selection?: RowSelection;
  actions?: { edit: (role: RoleListItem) => void; remove: (role: RoleListItem) => void };
};

/** The roles of the catalogue, a page of them. */
export function RolesTable({ roles, query, selection, actions }: RolesTableProps) {
  const t = useTranslations();
  const path = usePathname();
  const nameOf = useSourceName();
  const sort = (name: string) => sortBy(path, query, name, "account");
  const only = (change: Record<string, string>) => listHref(path, {}, change);
  return (
    <DataTable
      caption={t("admin.roles.title")}
      columns={[
        ...(selection ? [selection.column] : []),
        { key: "role", label: t("admin.roles.columnRole"), sort: sort("role") },
        { key: "account", label: t("admin.roles.columnAccount"), hideBelow: "md", sort: sort("account") },
        { key: "tags", label: t("bulk.tags.title"), hideBelow: "lg" },
        { key: "source", label: t("admin.roles.columnSource"), hideBelow: "lg" },
        { key: "maximum", label: t("admin.roles.columnMaximum"), hideBelow: "lg", sort: sort("maximum") },
        { key: "assignments", label: t("admin.roles.columnAssignments"), hideBelow: "sm" },
        ...(actions ? [{ key: "actions", label: t("admin.actions"), align: "end" as const }] : []),
      ]}
      rows={roles.map((role) => ({
        key: role.id,
        selected: selection?.ids.has(role.id) ?? false,
        cells: {
          select: selection?.cellOf(role.id, `${role.label} · ${role.accountName}`),
          role: <RoleName role={role} />,
          account: <AccountOfRole role={role} href={only({ account: role.accountId })} />,
          tags: <TagList tags={{ ...role.accountTags, ...role.ownTags }} hrefOf={(tag) => only({ tag })} />,
          source: (
            <Link
              href={only({ source: role.source.id })}
              prefetch={false}
              className="text-muted underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
            >
              {nameOf(role.source)}
            </Link>
          ),
          maximum: (
            <span className="whitespace-nowrap tabular-nums">{durationText(t, role.maxDurationSeconds)}</span>
          ),
          assignments: (
            <Link
              href={`/admin/roles/${encodeURIComponent(role.id)}`}
              prefetch={false}
              aria-label={t("admin.roles.assignmentsOf", {
                role: role.label,
                account: role.accountName,
                count: role.assignments,
              })}
              className="whitespace-nowrap underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {t("admin.roles.assignedTo", { count: role.assignments })}
            </Link>
          ),
          actions: actions ? <RoleMenu role={role} actions={actions} /> : null,
        },
      }))}
    />
  );
}

function RoleName({ role }: { role: RoleListItem }) {
  const t = useTranslations();
  const locale = useLocale();
  const region = role.region === null ? null : regionLabel(role.region, locale);
  return (
    <div className="flex min-w-0 gap-3">
      <span className="h-5 shrink-0 md:hidden" aria-hidden="true">
        <ColorBar color={role.color ?? role.accountColor} />
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`/admin/roles/${encodeURIComponent(role.id)}`}
            prefetch={false}
            className="font-medium underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {role.label}
          </Link>
          {role.roleName === role.label ? null : (
            <span className="text-sm break-all text-muted">{role.roleName}</span>
          )}
          {region === null ? null : <span className="text-sm text-muted">{region}</span>}
          {role.managedBy === null ? null : (
            <span className="text-sm text-muted">{t("bulk.managedBy", { file: role.managedBy })}</span>
          )}
        </div>
        <p className="text-sm break-words text-muted md:hidden">
          {role.accountName} <span className="tabular-nums">{role.accountId}</span>
        </p>
        {role.note === "" ? null : <p className="text-sm text-muted">{role.note}</p>}
        <OptionBadges {...role} />
      </div>
    </div>
  );
}

function AccountOfRole({ role, href }: { role: RoleListItem; href: string }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span className="h-6 shrink-0" aria-hidden="true">
        <ColorBar color={role.color ?? role.accountColor} />
      </span>
      <div className="min-w-0">
        <Link
          href={href}
          prefetch={false}
          className="inline-flex min-h-6 items-center break-words underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {role.accountName}
        </Link>
        <div className="text-sm">
          <AccountId id={role.accountId} />
        </div>
      </div>
    </div>
  );
}

type RoleMenuProps = { role: RoleListItem; actions: NonNullable<RolesTableProps["actions"]> };

function RoleMenu({ role, actions }: RoleMenuProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const names = { role: role.label, account: role.accountName };
  async function copyArn() {
    const copied = await copyText(role.arn);
    announce(copied ? t("common.copiedWhat", { what: t("admin.roles.arn") }) : t("common.copyFailed"));
  }
  const entries: MenuEntry[] = [
    { kind: "link", key: "how", label: t("role.how"), href: `/admin/roles/${encodeURIComponent(role.id)}` },
    { kind: "action", key: "edit", label: t("admin.roles.edit"), onSelect: () => actions.edit(role) },
    { kind: "link", key: "assign", label: t("admin.roles.assignAction"), href: assignHref(role.id) },
    { kind: "action", key: "copy", label: t("admin.roles.copyArn"), onSelect: copyArn },
    {
      kind: "link",
      key: "account",
      label: t("admin.roles.toAccount"),
      href: `/admin/accounts?account=${role.accountId}`,
    },
    { kind: "action", key: "remove", label: t("admin.roles.remove"), onSelect: () => actions.remove(role) },
  ];
  return (
    <Menu shape="icon" label={t("admin.roles.more", names)} entries={entries}>
      <Ellipsis size={16} aria-hidden />
    </Menu>
  );
}
