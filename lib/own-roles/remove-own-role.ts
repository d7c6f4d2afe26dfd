import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, isManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { dropTargetsOf } from "#lib/targets/find-or-add-target.ts";

/**
 * Removes a role that the viewer added for themselves; owners and admins remove anybody's. For others there is none
 * but their own.
 * @throws AppError `role_not_found`
 */
export async function removeOwnRole(viewer: Viewer, roleId: string): Promise<void> {
  await transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const own = await tx.awsRole.count({
      where: { id: roleId, removedAt: null, ownerId: isManager(viewer) ? { not: null } : viewer.personId },
    });
    if (own === 0) throw new AppError("role_not_found", "There is no such role.");
    await dropOwnRole(tx, viewer, roleId);
  });
}

/** Removes a member's own role within a transaction that has ordered the changes of the catalogue. */
export async function dropOwnRole(tx: Tx, viewer: Viewer, roleId: string): Promise<void> {
  const at = now();
  const { arn, label, account, ownerId } = await tx.awsRole.findUniqueOrThrow({
    where: { id: roleId },
    select: { arn: true, label: true, ownerId: true, account: { select: { accountId: true } } },
  });
  await tx.awsRole.update({
    where: { id: roleId },
    data: { removedAt: at, updatedAt: at, arnKey: `${arn}#${roleId}` },
  });
  await dropTargetsOf(tx, [roleId]);
  recordEvent(tx, actorOf(viewer), {
    event: "role.removed",
    outcome: "done",
    subjectId: ownerId ?? undefined,
    roleId,
    roleArn: arn,
    accountId: account.accountId,
    fields: { label, own: true },
  });
}
