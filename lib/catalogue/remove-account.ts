import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";

/**
 * Removes an account that nothing hangs on: no role, and no assignment of the whole account. Roles that were removed
 * from it before cannot be restored any more; the audit log keeps their names.
 * @throws AppError `account_not_found`, `account_in_use`
 */
export async function removeAccount(viewer: Viewer, id: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await orderCatalogueChanges(tx);
    await dropAccount(tx, viewer, id);
  });
}

/**
 * The same within a transaction that has ordered the changes of the catalogue.
 * @throws AppError `account_not_found`, `account_in_use`
 */
export async function dropAccount(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  const account = await tx.awsAccount.findUnique({
    where: { id },
    select: { accountId: true, name: true, managedBy: true },
  });
  if (!account) throw new AppError("account_not_found", "There is no such account.");
  const roles = await tx.awsRole.count({ where: { awsAccountId: id, removedAt: null } });
  const assignments = await tx.assignment.count({ where: { target: { awsAccountId: id } } });
  if (roles > 0 || assignments > 0)
    throw new AppError("account_in_use", "The account has roles or assignments.", {
      details: { roles, assignments },
    });
  await forgetRemovedRoles(tx, id);
  await tx.awsAccount.delete({ where: { id } });
  recordEvent(tx, actorOf(viewer), {
    event: "account.removed",
    outcome: "done",
    accountId: account.accountId,
    fields: { name: account.name, managedBy: account.managedBy ?? undefined },
  });
}

/** What removed roles left behind goes before they do: bookmarks, uses, and sources that were removed as well. */
async function forgetRemovedRoles(tx: Tx, awsAccountId: string): Promise<void> {
  const role = { awsAccountId };
  await tx.bookmark.deleteMany({ where: { role } });
  await tx.roleUse.deleteMany({ where: { role } });
  await tx.refusedDuration.deleteMany({ where: { role } });
  await tx.credentialSource.updateMany({ where: { role }, data: { roleId: null } });
  await tx.awsRole.deleteMany({ where: role });
}
