import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";

export type AdminRole = CatalogueRole & { assignments: number };

export type AdminAccount = {
  /** The account's id in the catalogue. */
  id: string;
  partition: string;
  accountId: string;
  name: string;
  color: string;
  roles: AdminRole[];
};

/** Roles under their accounts, both in the order given. */
export function groupByAccount(roles: readonly AdminRole[]): AdminAccount[] {
  const accounts = new Map<string, AdminAccount>();
  for (const role of roles) {
    const known = accounts.get(role.catalogueAccountId);
    if (known) known.roles.push(role);
    else
      accounts.set(role.catalogueAccountId, {
        id: role.catalogueAccountId,
        partition: role.partition,
        accountId: role.accountId,
        name: role.accountName,
        color: role.accountColor,
        roles: [role],
      });
  }
  return [...accounts.values()];
}
