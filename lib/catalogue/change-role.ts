import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";
import { type CatalogueRole, catalogueColumns, toCatalogueRole } from "./catalogue-role.ts";
import { checkPolicyLength } from "./check-session-policies.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
import { requireSource } from "./require-source.ts";
import { checkRoleFields, RoleFields } from "./role-fields.ts";
import { checkRoleOptions, roleOptionsColumns, roleOptionsOnRecord } from "./role-options-fields.ts";
import { readTextList } from "./stored-options.ts";

/**
 * Changes what the catalogue says about a role and how it is assumed; its ARN stays. With another maximum or
 * another source, AWS may grant durations that it refused.
 * @throws AppError `role_not_found`, `source_not_found`, `source_chain_loops`, `source_chain_too_long`,
 *   `session_policy_too_long`, and those of `checkRoleFields` and `checkRoleOptions`
 */
export async function changeRole(viewer: Viewer, roleId: string, input: unknown): Promise<CatalogueRole> {
  requireManager(viewer);
  const fields = RoleFields.parse(input);
  return transact(async (tx) => {
    if (fields.sourceId !== undefined || fields.tags !== undefined) await orderCatalogueChanges(tx);
    const current = await lockRole(tx, roleId);
    const { account } = current;
    const about = checkRoleFields(account.partition, fields);
    const options = checkRoleOptions(account, fields);
    checkPolicyLength(
      options.sessionPolicy === undefined ? current.sessionPolicy : options.sessionPolicy,
      options.sessionPolicyArns ?? readTextList(current.sessionPolicyArns),
    );
    const { label, color, region, destination, maxDurationSeconds, note, sourceIdentity, tags } = about;
    const { sourceId } = options;
    const source = sourceId ? await requireSource(tx, sourceId) : undefined;
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
        ...(tags !== undefined && { tags }),
        ...roleOptionsColumns(options),
        updatedAt: now(),
      },
      select: catalogueColumns,
    });
    const moved = sourceId !== undefined && sourceId !== current.sourceId;
    if (moved) await checkChains(tx);
    if (moved || row.maxDurationSeconds !== current.maxDurationSeconds)
      await tx.refusedDuration.deleteMany({ where: { roleId } });
    if (tags !== undefined) await reachRoles(tx, [roleId]);
    recordEvent(tx, actorOf(viewer), {
      event: "role.changed",
      outcome: "done",
      roleId,
      roleArn: current.arn,
      accountId: account.accountId,
      fields: { ...about, ...roleOptionsOnRecord(options), source },
    });
    return toCatalogueRole(row);
  });
}

async function lockRole(tx: Tx, roleId: string) {
  // Changes nothing, but takes the row's lock: a policy and ARNs that come at once are counted together.
  await tx.$executeRaw`UPDATE "AwsRole" SET "id" = "id" WHERE "id" = ${roleId}`;
  const current = await tx.awsRole.findFirst({
    where: { id: roleId, removedAt: null, ownerId: null },
    select: {
      arn: true,
      roleName: true,
      maxDurationSeconds: true,
      sourceId: true,
      sessionPolicy: true,
      sessionPolicyArns: true,
      account: { select: { partition: true, accountId: true } },
    },
  });
  const partition = current?.account.partition;
  if (!current || partition === undefined || !isPartitionId(partition))
    throw new AppError("role_not_found", "There is no such role.");
  return { ...current, account: { ...current.account, partition } };
}
