import { chunked } from "#lib/db/chunked.ts";
import type { Tx } from "#lib/db/client.ts";
import { effectiveTags, type ReachableRole, reaches, type TargetTerms } from "./reaches.ts";

const termColumns = {
  id: true,
  roleId: true,
  awsAccountId: true,
  roleNamePattern: true,
  tagKey: true,
  tagValue: true,
} as const;
const roleColumns = {
  id: true,
  awsAccountId: true,
  roleName: true,
  tags: true,
  ownerId: true,
  account: { select: { tags: true } },
} as const;
/** SQLite takes 32,766 values a statement. */
const chunk = 5000;

type RoleRow = {
  id: string;
  awsAccountId: string;
  roleName: string;
  tags: string;
  ownerId: string | null;
  account: { tags: string };
};

/**
 * Works out anew which targets reach some roles: those new, restored, shared or with other tags. Whoever calls has
 * ordered the changes of the catalogue in this transaction.
 */
export async function reachRoles(tx: Tx, roleIds: readonly string[]): Promise<void> {
  for (const ids of chunked(roleIds, chunk)) {
    const rows = await tx.awsRole.findMany({
      where: { id: { in: ids }, removedAt: null },
      select: roleColumns,
    });
    const scopes = await scopesFor(tx, new Set(rows.map((row) => row.awsAccountId)));
    const direct = await tx.target.findMany({ where: { roleId: { in: ids } }, select: termColumns });
    const directOf = new Map(direct.map((target) => [target.roleId, target]));
    const wanted = rows.flatMap((row) => {
      const role = reachable(row);
      const named = directOf.get(row.id);
      // A role that a member added is theirs alone, whatever it is called.
      const fitting = row.ownerId === null ? (scopes.get(row.awsAccountId) ?? []) : [];
      const reaching = fitting.filter((target) => reaches(target, role));
      return [...(named ? [named] : []), ...reaching].map((target) => ({
        roleId: row.id,
        targetId: target.id,
      }));
    });
    await replace(tx, { roleId: { in: ids } }, wanted);
  }
}

/** Works out which roles a new target reaches. The same about order holds. */
export async function reachTarget(tx: Tx, target: TargetTerms & { id: string }): Promise<void> {
  const roleIds = await findFittingRoles(tx, target);
  await replace(
    tx,
    { targetId: target.id },
    roleIds.map((roleId) => ({ roleId, targetId: target.id })),
  );
}

/** The ids of the roles that a target of these terms reaches, whether there is such a target or not. */
export async function findFittingRoles(tx: Tx, target: TargetTerms): Promise<string[]> {
  const { roleId, awsAccountId } = target;
  const rows = await tx.awsRole.findMany({
    where: {
      removedAt: null,
      ...(roleId === null ? { ownerId: null } : { id: roleId }),
      ...(awsAccountId !== null && { awsAccountId }),
    },
    select: roleColumns,
  });
  return rows.filter((row) => reaches(target, reachable(row))).map((row) => row.id);
}

/** Works out anew what reaches the roles of an account, whose tags changed. */
export async function reachAccount(tx: Tx, awsAccountId: string): Promise<void> {
  const roles = await tx.awsRole.findMany({ where: { awsAccountId, removedAt: null }, select: { id: true } });
  await reachRoles(
    tx,
    roles.map((role) => role.id),
  );
}

const reachable = (row: RoleRow): ReachableRole => ({
  id: row.id,
  awsAccountId: row.awsAccountId,
  roleName: row.roleName,
  tags: effectiveTags(row.account.tags, row.tags),
});

/** The targets that are no single role's, by account: the account's own and those of any account. */
async function scopesFor(tx: Tx, accounts: ReadonlySet<string>) {
  const rows = await tx.target.findMany({
    where: { roleId: null, OR: [{ awsAccountId: null }, { awsAccountId: { in: [...accounts] } }] },
    select: termColumns,
  });
  const anywhere = rows.filter((row) => row.awsAccountId === null);
  const byAccount = new Map([...accounts].map((id) => [id, [...anywhere]]));
  for (const row of rows) if (row.awsAccountId !== null) byAccount.get(row.awsAccountId)?.push(row);
  return byAccount;
}

type Link = { roleId: string; targetId: string };

async function replace(
  tx: Tx,
  where: { roleId: { in: string[] } } | { targetId: string },
  wanted: readonly Link[],
): Promise<void> {
  const key = ({ roleId, targetId }: Link) => `${roleId} ${targetId}`;
  const known = await tx.targetRole.findMany({ where, select: { roleId: true, targetId: true } });
  const knownKeys = new Set(known.map(key));
  const wantedKeys = new Set(wanted.map(key));
  const gone = known.filter((link) => !wantedKeys.has(key(link)));
  const goneByTarget = new Map<string, string[]>();
  for (const { targetId, roleId } of gone)
    goneByTarget.set(targetId, [...(goneByTarget.get(targetId) ?? []), roleId]);
  for (const [targetId, roleIds] of goneByTarget)
    for (const ids of chunked(roleIds, chunk))
      await tx.targetRole.deleteMany({ where: { targetId, roleId: { in: ids } } });
  for (const data of chunked(
    wanted.filter((link) => !knownKeys.has(key(link))),
    chunk,
  ))
    await tx.targetRole.createMany({ data });
}
