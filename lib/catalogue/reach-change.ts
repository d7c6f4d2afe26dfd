import type { Tx } from "#lib/db/client.ts";

/** How assignments of accounts, name patterns and tags change what they reach. */
export type ReachChange = {
  /** Assignments that come to reach a role that they did not. */
  gained: number;
  /** Assignments that no longer reach a role that they did. */
  lost: number;
};

/**
 * Which assignments come to reach some roles, and which no longer do, through a change within a transaction.
 * @param change works out anew what reaches the roles
 */
export async function reachChange(
  tx: Tx,
  roles: { id: { in: string[] } } | { awsAccountId: string },
  change: () => Promise<void>,
): Promise<ReachChange> {
  const links = () =>
    tx.targetRole.findMany({ where: { role: roles }, select: { roleId: true, targetId: true } });
  const before = await links();
  await change();
  const after = await links();
  return {
    gained: await assignmentsOf(tx, targetsMissing(after, before)),
    lost: await assignmentsOf(tx, targetsMissing(before, after)),
  };
}

type Link = { roleId: string; targetId: string };

/** The targets of links that are in `some` and not in `others`. */
function targetsMissing(some: readonly Link[], others: readonly Link[]): string[] {
  const known = new Set(others.map(({ roleId, targetId }) => `${roleId} ${targetId}`));
  const missing = some.filter(({ roleId, targetId }) => !known.has(`${roleId} ${targetId}`));
  return [...new Set(missing.map((link) => link.targetId))];
}

async function assignmentsOf(tx: Tx, targetIds: string[]): Promise<number> {
  return targetIds.length === 0 ? 0 : tx.assignment.count({ where: { targetId: { in: targetIds } } });
}
