import { randomUUID } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "#lib/audit/chain.ts";
import { chunked } from "#lib/db/chunked.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { reachTarget } from "./reach-roles.ts";
import type { TargetTerms } from "./reaches.ts";

/** SQLite takes 999 values in one query. */
const chunk = 500;

/** How an input names a target: a role, or account, pattern and tag as far as each is given. */
export const TargetInput = {
  roleId: z.string().max(64).optional(),
  /** The account's id in the catalogue. */
  awsAccountId: z.string().max(64).nullable().optional(),
  roleNamePattern: z.string().trim().max(200).nullable().optional(),
  tag: z
    .strictObject({ key: z.string().trim().max(128), value: z.string().trim().max(256) })
    .nullable()
    .optional(),
} as const;

export type TargetAsked = z.output<z.ZodObject<typeof TargetInput>>;

/**
 * What an input means as a target.
 * @throws AppError `target_missing` when it names nothing, or a role and more; `role_name_pattern_malformed`,
 *   `tag_key_malformed`, `tag_value_malformed`
 */
export function readTarget(asked: TargetAsked): TargetTerms {
  const { roleId, awsAccountId, tag } = asked;
  const roleNamePattern = asked.roleNamePattern || null;
  const scoped = awsAccountId || roleNamePattern !== null || tag;
  if (roleId === undefined ? !scoped : scoped)
    throw new AppError(
      "target_missing",
      "Name a role, or at least one of account, role name pattern and tag.",
    );
  if (roleNamePattern !== null) checkRoleNamePattern(roleNamePattern);
  if (tag) checkTag(tag);
  return {
    roleId: roleId ?? null,
    awsAccountId: awsAccountId || null,
    // A star and nothing else fits every name: the same target as without it, as long as something else is said.
    roleNamePattern: roleNamePattern !== null && /^\*+$/.test(roleNamePattern) ? "*" : roleNamePattern,
    tagKey: tag?.key ?? null,
    tagValue: tag?.value ?? null,
  };
}

/** @throws AppError `role_name_pattern_malformed` */
export function checkRoleNamePattern(pattern: string): void {
  // The characters of role names, https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
  if (/^[\w+=,.@*?-]{1,128}$/.test(pattern)) return;
  throw new AppError(
    "role_name_pattern_malformed",
    "A role name pattern has 1 to 128 letters, digits or + = , . @ _ - and the wildcards * and ?.",
  );
}

/** @throws AppError `tag_key_malformed`, `tag_value_malformed` */
export function checkTag({ key, value }: { key: string; value: string }): void {
  const details = { key };
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html
  if (!/^[\p{L}\p{N}\p{Zs}_.:/=+\-@]{1,128}$/u.test(key))
    throw new AppError("tag_key_malformed", "That is not a tag key that AWS takes.", { details });
  if (!/^[\p{L}\p{N}\p{Zs}_.:/=+\-@]{0,256}$/u.test(value))
    throw new AppError("tag_value_malformed", "That is not a tag value that AWS takes.", { details });
}

/** The text that two targets share when they say the same. */
export function targetKey({ roleId, awsAccountId, roleNamePattern, tagKey, tagValue }: TargetTerms): string {
  if (roleId !== null) return canonicalJson({ role: roleId });
  return canonicalJson({ account: awsAccountId, name: roleNamePattern, tag: tagKey, value: tagValue });
}

/**
 * The target of these terms, added when it is new. Whoever calls has ordered the changes of the catalogue.
 * @param ownerId the member whose own role may be meant; without one, only the team's roles are
 * @throws AppError `role_not_found`, `account_not_found`
 */
export async function findOrAddTarget(
  tx: Tx,
  terms: TargetTerms,
  ownerId: string | null = null,
): Promise<string> {
  if (terms.roleId !== null) await requireRole(tx, terms.roleId, ownerId);
  if (terms.awsAccountId !== null) await requireAccount(tx, terms.awsAccountId);
  const key = targetKey(terms);
  const known = await tx.target.findUnique({ where: { key }, select: { id: true } });
  if (known) return known.id;
  const target = { id: randomUUID(), ...terms };
  await tx.target.create({ data: { ...target, key } });
  await reachTarget(tx, target);
  return target.id;
}

/**
 * Whether there is everything that some targets name, of the team's catalogue.
 * @throws AppError `role_not_found`, `account_not_found`
 */
export async function requireTargets(tx: Tx, targets: readonly TargetTerms[]): Promise<void> {
  const roleIds = new Set(targets.flatMap(({ roleId }) => roleId ?? []));
  const accountIds = new Set(targets.flatMap(({ awsAccountId }) => awsAccountId ?? []));
  let roles = 0;
  for (const ids of chunked([...roleIds], chunk))
    roles += await tx.awsRole.count({ where: { id: { in: ids }, removedAt: null, ownerId: null } });
  if (roles < roleIds.size) throw new AppError("role_not_found", "There is no such role.");
  let accounts = 0;
  for (const ids of chunked([...accountIds], chunk))
    accounts += await tx.awsAccount.count({ where: { id: { in: ids } } });
  if (accounts < accountIds.size) throw new AppError("account_not_found", "There is no such account.");
}

async function requireRole(tx: Tx, id: string, ownerId: string | null): Promise<void> {
  const role = await tx.awsRole.findFirst({ where: { id, removedAt: null, ownerId }, select: { id: true } });
  if (!role) throw new AppError("role_not_found", "There is no such role.");
}

async function requireAccount(tx: Tx, id: string): Promise<void> {
  const account = await tx.awsAccount.findUnique({ where: { id }, select: { id: true } });
  if (!account) throw new AppError("account_not_found", "There is no such account.");
}

/** Removes targets that nothing is assigned through any more. */
export async function dropUnusedTargets(tx: Tx, targetIds: readonly string[]): Promise<void> {
  const unused = await tx.target.findMany({
    where: { id: { in: [...targetIds] }, assignments: { none: {} } },
    select: { id: true },
  });
  const ids = unused.map((target) => target.id);
  await tx.targetRole.deleteMany({ where: { targetId: { in: ids } } });
  await tx.target.deleteMany({ where: { id: { in: ids } } });
}

/** Takes roles out of everything that reaches them, with the assignments that name them. */
export async function dropTargetsOf(tx: Tx, roleIds: readonly string[]): Promise<void> {
  const of = { roleId: { in: [...roleIds] } };
  await tx.assignment.deleteMany({ where: { target: of } });
  await tx.targetRole.deleteMany({ where: of });
  const named = await tx.target.findMany({ where: of, select: { id: true } });
  await dropUnusedTargets(
    tx,
    named.map((target) => target.id),
  );
}
