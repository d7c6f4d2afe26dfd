import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { makeExternalId } from "./make-external-id.ts";
import { readRoleOptions } from "./read-role-options.ts";
import type { RoleOptions } from "./role-options-view.ts";

/**
 * Gives a role a new random ExternalId. From then on, a trust policy that asks for the former one refuses.
 * @throws AppError `role_not_found`
 */
export async function replaceExternalId(viewer: Viewer, roleId: string): Promise<RoleOptions> {
  requireManager(viewer);
  return transact(async (tx) => {
    const { count } = await tx.awsRole.updateMany({
      where: { id: roleId, removedAt: null, ownerId: null },
      data: { externalId: makeExternalId(), updatedAt: now() },
    });
    const role = await tx.awsRole.findUnique({
      where: { id: roleId },
      select: { arn: true, account: { select: { accountId: true } } },
    });
    if (count === 0 || !role) throw new AppError("role_not_found", "There is no such role.");
    recordEvent(tx, actorOf(viewer), {
      event: "role.changed",
      outcome: "done",
      roleId,
      roleArn: role.arn,
      accountId: role.account.accountId,
      fields: { externalId: "replaced" },
    });
    return readRoleOptions(tx, roleId);
  });
}
