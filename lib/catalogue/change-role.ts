import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { type CatalogueRole, catalogueColumns, toCatalogueRole } from "./catalogue-role.ts";
import { checkRoleFields, RoleFields } from "./role-fields.ts";

/**
 * Changes what the catalogue says about a role; its ARN stays.
 * @throws AppError `role_not_found` and those of `checkRoleFields`
 */
export async function changeRole(viewer: Viewer, roleId: string, input: unknown): Promise<CatalogueRole> {
  requireOwner(viewer);
  const fields = RoleFields.parse(input);
  return transact(async (tx) => {
    const current = await tx.awsRole.findFirst({
      where: { id: roleId, removedAt: null },
      select: {
        arn: true,
        roleName: true,
        region: true,
        account: { select: { partition: true, accountId: true } },
      },
    });
    if (!current || !isPartitionId(current.account.partition))
      throw new AppError("role_not_found", "There is no such role.");
    const checked = checkRoleFields(current.account.partition, fields);
    const { label, color, region, destination, maxDurationSeconds, note, sourceIdentity } = checked;
    const row = await tx.awsRole.update({
      where: { id: roleId },
      data: {
        ...(label !== undefined && { label: label || current.roleName }),
        ...(color !== undefined && { color }),
        ...(region !== undefined && { region }),
        ...(destination !== undefined && { destination }),
        ...(maxDurationSeconds !== undefined && { maxDurationSeconds }),
        ...(note !== undefined && { note }),
        ...(sourceIdentity !== undefined && { sourceIdentity }),
        updatedAt: now(),
      },
      select: catalogueColumns,
    });
    recordEvent(tx, actorOf(viewer), {
      event: "role.changed",
      outcome: "done",
      roleId,
      roleArn: current.arn,
      accountId: current.account.accountId,
      fields: { ...checked },
    });
    return toCatalogueRole(row);
  });
}
