import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { type CatalogueRole, catalogueColumns, toCatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";

/**
 * Makes a role that a member added for themselves one of the team's catalogue. Whoever added it keeps their
 * assignment; what is assigned by account, name and tag reaches it from now on.
 * @throws AppError `role_not_found`, `role_exists` when the catalogue has this ARN already
 */
export async function shareOwnRole(viewer: Viewer, roleId: string): Promise<CatalogueRole> {
  requireManager(viewer);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const role = await tx.awsRole.findFirst({
      where: { id: roleId, removedAt: null, ownerId: { not: null } },
      select: { arn: true, ownerId: true },
    });
    if (!role) throw new AppError("role_not_found", "There is no such role.");
    const taken = await tx.awsRole.findUnique({ where: { arnKey: role.arn }, select: { id: true } });
    if (taken)
      throw new AppError("role_exists", "This role is in the catalogue already.", {
        details: { roleId: taken.id },
      });
    const row = await tx.awsRole.update({
      where: { id: roleId },
      data: { ownerId: null, arnKey: role.arn, updatedAt: now() },
      select: catalogueColumns,
    });
    await reachRoles(tx, [roleId]);
    recordEvent(tx, actorOf(viewer), {
      event: "role.shared",
      outcome: "done",
      subjectId: role.ownerId ?? undefined,
      roleId,
      roleArn: role.arn,
      accountId: row.account.accountId,
      fields: { label: row.label },
    });
    return toCatalogueRole(row);
  });
}
