"use client";

import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AccountId } from "#components/ui/account-id.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { partitionOf } from "#lib/partitions/partitions.ts";
import type { AdminAccount, AdminRole } from "./group-by-account.ts";
import { RoleRow } from "./role-row.tsx";

type RolesTableProps = {
  accounts: readonly AdminAccount[];
  /** Absent for those who may only look. */
  actions?: {
    editAccount: (account: AdminAccount) => void;
    edit: (role: AdminRole) => void;
    remove: (role: AdminRole) => void;
  };
};

/** The catalogue: each account with its roles under it. */
export function RolesTable({ accounts, actions }: RolesTableProps) {
  const t = useTranslations("admin.roles");
  const admin = useTranslations("admin");
  const head = "py-2 pr-4 font-medium whitespace-nowrap";
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{t("title")}</caption>
      <thead>
        <tr className="border-b border-line text-xs text-muted">
          <th scope="col" className={`${head} pl-4`}>
            {t("columnRole")}
          </th>
          <th scope="col" className={`${head} max-md:hidden`}>
            {t("columnRegion")}
          </th>
          <th scope="col" className={`${head} max-md:hidden`}>
            {t("columnMaximum")}
          </th>
          <th scope="col" className={head}>
            {t("columnAssignments")}
          </th>
          {actions ? (
            <th scope="col">
              <span className="sr-only">{admin("actions")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      {accounts.map((account) => (
        <tbody key={account.id}>
          <AccountHead account={account}>
            {actions ? (
              <IconButton
                label={t("moreAccount", { account: account.name })}
                onClick={() => actions.editAccount(account)}
              >
                <Pencil size={14} aria-hidden />
              </IconButton>
            ) : null}
          </AccountHead>
          {account.roles.map((role) => (
            <RoleRow
              key={role.id}
              role={role}
              actions={actions && { edit: () => actions.edit(role), remove: () => actions.remove(role) }}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function AccountHead({ account, children }: { account: AdminAccount; children: ReactNode }) {
  const t = useTranslations("common.partition");
  const partition = partitionOf(account.partition);
  return (
    <tr className="border-b border-line">
      <th scope="rowgroup" colSpan={5} className="pt-6 pb-1.5 text-left">
        <div className="flex items-center gap-3">
          <span className="h-6 shrink-0" aria-hidden="true">
            <ColorBar color={account.color} />
          </span>
          <span className="min-w-0 font-semibold break-words">{account.name}</span>
          <span className="font-normal">
            <AccountId id={account.accountId} />
          </span>
          {partition === null || partition === "aws" ? null : (
            <span className="text-sm font-normal text-muted max-sm:hidden">{t(partition)}</span>
          )}
          {children}
        </div>
      </th>
    </tr>
  );
}
