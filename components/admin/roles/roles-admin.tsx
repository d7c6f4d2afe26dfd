"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { FilterBox } from "#components/admin/filter-box.tsx";
import { FilteredTail } from "#components/admin/filtered-tail.tsx";
import { useDialog } from "#components/admin/use-dialog.ts";
import { useFiltered } from "#components/admin/use-filtered.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { findRegion } from "#lib/partitions/regions.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AddRoleDialog } from "./add-role-dialog.tsx";
import { EditAccountDialog } from "./edit-account-dialog.tsx";
import { EditRoleDialog } from "./edit-role-dialog.tsx";
import { type AdminAccount, type AdminRole, groupByAccount } from "./group-by-account.ts";
import { RemoveRoleDialog } from "./remove-role-dialog.tsx";
import { RoleAddedDialog } from "./role-added-dialog.tsx";
import { RolesTable } from "./roles-table.tsx";

type Which =
  | { kind: "add" }
  | { kind: "added"; role: CatalogueRole }
  | { kind: "edit"; role: AdminRole }
  | { kind: "remove"; role: AdminRole }
  | { kind: "account"; account: AdminAccount };

type RolesAdminProps = {
  roles: readonly AdminRole[];
  sources: readonly CredentialSourceView[];
  /** Of each account by its id in the catalogue; null for the default one. */
  accountSources: Readonly<Record<string, string | null>>;
  editable: boolean;
};

/** The catalogue and all that an owner does with it. */
export function RolesAdmin({ roles, sources, accountSources, editable }: RolesAdminProps) {
  const t = useTranslations("admin.roles");
  const dialog = useDialog<Which>();
  const list = useFiltered(roles, textsOf);
  const accounts = useMemo(() => groupByAccount(roles), [roles]);
  const shown = useMemo(() => groupByAccount(list.rows), [list.rows]);
  const add = editable ? (
    <Button variant="primary" onClick={() => dialog.open({ kind: "add" })}>
      {t("add")}
    </Button>
  ) : undefined;
  const totals = t("count", { roles: roles.length, accounts: accounts.length });
  return (
    <div ref={dialog.landing} tabIndex={-1} className="outline-none">
      <PageHeading title={t("title")} intro={t("intro")} action={add} />
      {roles.length === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          body={editable ? t("emptyBody") : t("emptyBodyReader")}
          action={add}
        />
      ) : (
        <>
          <p className="pb-3 text-sm text-muted">{totals}</p>
          <FilterBox
            hint={t("filterHint")}
            query={list.query}
            onChange={list.setQuery}
            shown={list.found.length}
            total={roles.length}
          />
          {list.rows.length === 0 ? null : (
            <RolesTable
              accounts={shown}
              {...(editable && {
                actions: {
                  editAccount: (account) => dialog.open({ kind: "account", account }),
                  edit: (role) => dialog.open({ kind: "edit", role }),
                  remove: (role) => dialog.open({ kind: "remove", role }),
                },
              })}
            />
          )}
          <FilteredTail list={list} />
        </>
      )}
      <RolesDialogs dialog={dialog} accounts={accounts} sources={sources} accountSources={accountSources} />
    </div>
  );
}

type RolesDialogsProps = Pick<RolesAdminProps, "sources" | "accountSources"> & {
  dialog: ReturnType<typeof useDialog<Which>>;
  accounts: readonly AdminAccount[];
};

function RolesDialogs({ dialog, accounts, sources, accountSources }: RolesDialogsProps) {
  const { which, open, close, closeToList } = dialog;
  switch (which?.kind) {
    case undefined:
      return null;
    case "add":
      return (
        <AddRoleDialog
          accounts={accounts}
          onAdded={(role) => open({ kind: "added", role })}
          onClose={close}
        />
      );
    case "added":
      return (
        <RoleAddedDialog role={which.role} onAgain={() => open({ kind: "add" })} onClose={closeToList} />
      );
    case "edit":
      return <EditRoleDialog role={which.role} onClose={close} />;
    case "remove":
      return <RemoveRoleDialog role={which.role} onRemoved={closeToList} onClose={close} />;
    case "account":
      return (
        <EditAccountDialog
          account={which.account}
          sources={sources}
          sourceId={accountSources[which.account.id] ?? null}
          onClose={close}
        />
      );
    default:
      return which satisfies never;
  }
}

function textsOf(role: AdminRole) {
  const region = role.region === null ? undefined : findRegion(role.region);
  return [
    role.accountName,
    role.accountId,
    role.partition,
    role.label,
    role.arn,
    role.note,
    role.region,
    region?.label,
    region?.labelJa,
  ];
}
