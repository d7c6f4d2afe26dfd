"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { type ListAddress, listHref, sortBy } from "#components/admin/lists/list-href.ts";
import { useSourceName } from "#components/admin/sources/use-source-words.ts";
import { TagList } from "#components/admin/tag-list.tsx";
import { AccountId } from "#components/ui/account-id.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { AccountListItem } from "#lib/catalogue/account-list-view.ts";
import { partitionOf } from "#lib/partitions/partitions.ts";
import { defaultSourceId } from "#lib/sources/source-view.ts";

type AccountsTableProps = {
  accounts: readonly AccountListItem[];
  query: ListAddress;
  /** Absent for those who may only look. */
  actions?: { edit: (account: AccountListItem) => void; remove: (account: AccountListItem) => void };
};

/** The accounts of the catalogue, a page of them. */
export function AccountsTable({ accounts, query, actions }: AccountsTableProps) {
  const t = useTranslations();
  const path = usePathname();
  const nameOf = useSourceName();
  const sort = (name: string) => sortBy(path, query, name, "name");
  return (
    <DataTable
      caption={t("admin.accounts.title")}
      columns={[
        { key: "name", label: t("admin.accounts.columnName"), sort: sort("name") },
        { key: "id", label: t("admin.roles.accountId"), hideBelow: "sm", sort: sort("id") },
        { key: "ou", label: t("admin.accounts.columnOu"), hideBelow: "lg", sort: sort("ou") },
        { key: "tags", label: t("bulk.tags.title"), hideBelow: "md" },
        { key: "source", label: t("admin.roles.columnSource"), hideBelow: "lg" },
        { key: "roles", label: t("admin.accounts.columnRoles"), sort: sort("roles") },
        ...(actions ? [{ key: "actions", label: t("admin.actions"), align: "end" as const }] : []),
      ]}
      rows={accounts.map((account) => ({
        key: account.id,
        cells: {
          name: <AccountName account={account} />,
          id: <AccountId id={account.accountId} />,
          ou: <span className="text-muted break-words">{account.ouPath}</span>,
          tags: <TagList tags={account.tags} hrefOf={(tag) => listHref(path, {}, { tag })} />,
          source: (
            <span className="text-muted">
              {nameOf({ id: account.sourceId ?? defaultSourceId, name: account.sourceName ?? "" })}
            </span>
          ),
          roles: (
            <Link
              href={rolesHref(account)}
              prefetch={false}
              aria-label={t("admin.accounts.rolesOf", { account: account.name, count: account.roles })}
              className="whitespace-nowrap tabular-nums underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {t("admin.accounts.roleCount", { count: account.roles })}
            </Link>
          ),
          actions: actions ? <AccountMenu account={account} actions={actions} /> : null,
        },
      }))}
    />
  );
}

const rolesHref = ({ accountId }: AccountListItem) => `/admin/roles?account=${accountId}`;

function AccountName({ account }: { account: AccountListItem }) {
  const t = useTranslations();
  const partition = partitionOf(account.partition);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span className="h-6 shrink-0" aria-hidden="true">
        <ColorBar color={account.color} />
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium break-words">{account.name}</span>
          {partition === null || partition === "aws" ? null : (
            <span className="text-sm text-muted">{t(`common.partition.${partition}`)}</span>
          )}
          {account.managedBy === null ? null : (
            <span className="text-sm text-muted">{t("bulk.managedBy", { file: account.managedBy })}</span>
          )}
        </div>
        <div className="text-sm sm:hidden">
          <AccountId id={account.accountId} />
        </div>
      </div>
    </div>
  );
}

type AccountMenuProps = { account: AccountListItem; actions: NonNullable<AccountsTableProps["actions"]> };

function AccountMenu({ account, actions }: AccountMenuProps) {
  const t = useTranslations("admin.accounts");
  const entries: MenuEntry[] = [
    { kind: "action", key: "edit", label: t("edit"), onSelect: () => actions.edit(account) },
    { kind: "link", key: "roles", label: t("toRoles"), href: rolesHref(account) },
    {
      kind: "link",
      key: "audit",
      label: t("audit"),
      href: `/admin/audit?account=${account.accountId}`,
    },
    { kind: "action", key: "remove", label: t("remove"), onSelect: () => actions.remove(account) },
  ];
  return (
    <Menu shape="icon" label={t("more", { account: account.name })} entries={entries}>
      <Ellipsis size={16} aria-hidden />
    </Menu>
  );
}
