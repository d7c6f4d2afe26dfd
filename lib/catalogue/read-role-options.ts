import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { chainOf } from "#lib/sources/check-chain.ts";
import { effectiveSource } from "./effective-source.ts";
import type { RoleOptions } from "./role-options-view.ts";
import { readSessionTags, readTextList } from "./stored-options.ts";

const sourceColumns = { select: { id: true, name: true } } as const;

/**
 * How a role is assumed, the ExternalId included: only for owners and auditors.
 * @throws AppError `role_not_found`
 */
export async function readRoleOptions(tx: Tx, roleId: string): Promise<RoleOptions> {
  const row = await tx.awsRole.findFirst({
    where: { id: roleId, removedAt: null },
    select: {
      id: true,
      sourceId: true,
      source: sourceColumns,
      account: { select: { source: sourceColumns } },
      externalId: true,
      sourceIdentity: true,
      sessionName: true,
      sessionPolicy: true,
      sessionPolicyArns: true,
      sessionTags: true,
      tagsSent: true,
      requiresMfa: true,
      requiresSecondFactor: true,
      bindAddress: true,
      maxDurationSeconds: true,
      refusedDurations: { orderBy: { seconds: "asc" }, select: { seconds: true, refusedAt: true } },
    },
  });
  if (!row) throw new AppError("role_not_found", "There is no such role.");
  const { id, source, account, refusedDurations, ...options } = row;
  return {
    ...options,
    roleId: id,
    effectiveSource: effectiveSource(source, account.source),
    chain: await chainOf(tx, id),
    sessionPolicyArns: readTextList(row.sessionPolicyArns),
    sessionTags: readSessionTags(row.sessionTags),
    refusedDurations: refusedDurations.map(({ seconds, refusedAt }) => ({
      seconds,
      refusedAt: refusedAt.toISOString(),
    })),
  };
}
