import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Removes a role from the catalogue with its assignments. The row stays for history; the ARN may be added again.
 * @throws AppError `role_not_found`
 */
export async function removeRole(viewer: Viewer, roleId: string): Promise<void> {
  requireOwner(viewer);
  await transact(async (tx) => {
    const role = await tx.awsRole.findFirst({
      where: { id: roleId, removedAt: null },
      select: { arn: true, label: true, account: { select: { accountId: true } } },
    });
    if (!role) throw new AppError("role_not_found", "There is no such role.");
    const at = now();
    const { count } = await tx.awsRole.updateMany({
      where: { id: roleId, removedAt: null },
      data: { removedAt: at, updatedAt: at, arnKey: `${role.arn}#${roleId}` },
    });
    if (count === 0) throw new AppError("role_not_found", "There is no such role.");
    const revoked = await tx.assignment.deleteMany({ where: { roleId } });
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
