import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { dropUnusedTargets } from "#lib/targets/find-or-add-target.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";

/**
 * Removes a role from the catalogue with the assignments that name it. The row stays for history; the ARN may be added again.
 * @throws AppError `role_not_found`, `role_in_use` while a credential source goes through it
 */
export async function removeRole(viewer: Viewer, roleId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    // Sources first, as everything that changes who is assumed through whom takes its locks.
    await orderCatalogueChanges(tx);
    const role = await tx.awsRole.findFirst({
      where: { id: roleId, removedAt: null, ownerId: null },
      select: { arn: true, label: true, account: { select: { accountId: true } } },
    });
    if (!role) throw new AppError("role_not_found", "There is no such role.");
    const through = await tx.credentialSource.findMany({
      where: { roleId, removedAt: null },
      select: { name: true },
      orderBy: { name: "asc" },
    });
    if (through.length > 0) {
      const sources = through.map((source) => source.name).join(", ");
      throw new AppError("role_in_use", `Credential sources go through this role: ${sources}.`, {
        details: { sources },
      });
    }
    const at = now();
    const { count } = await tx.awsRole.updateMany({
      where: { id: roleId, removedAt: null, ownerId: null },
      data: { removedAt: at, updatedAt: at, arnKey: `${role.arn}#${roleId}` },
    });
    if (count === 0) throw new AppError("role_not_found", "There is no such role.");
    const named = await tx.target.findMany({ where: { roleId }, select: { id: true } });
    const targetIds = named.map((target) => target.id);
    const revoked = await tx.assignment.deleteMany({ where: { targetId: { in: targetIds } } });
    await tx.targetRole.deleteMany({ where: { roleId } });
    await dropUnusedTargets(tx, targetIds);
    recordEvent(tx, actorOf(viewer), {
      event: "role.removed",
      outcome: "done",
      roleId,
      roleArn: role.arn,
      accountId: role.account.accountId,
      fields: { label: role.label, assignmentsRevoked: revoked.count },
    });
  });
}
