import { z } from "zod";
import { AddAssignmentInput } from "#lib/assignments/add-assignment.ts";
import { type AssignmentTerms, changeTerms, checkTerms } from "#lib/assignments/assignment-terms.ts";
import { ChangeAssignmentInput } from "#lib/assignments/change-assignment.ts";
import { findPrincipal, type Principal } from "#lib/assignments/find-principal.ts";
import { teamAssignments } from "#lib/assignments/team-assignments.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { readTarget, requireTargets, targetKey } from "#lib/targets/find-or-add-target.ts";
import type { TargetTerms } from "#lib/targets/reaches.ts";

const mostAtOnce = 1000;
const id = z.string().max(64);

/** What this takes; described at /api/openapi.json. Of one assignment there is at most one change. */
export const AssignmentChangesInput = z
  .strictObject({
    add: z.array(AddAssignmentInput).max(mostAtOnce).default([]),
    change: z
      .array(z.strictObject({ id, ...ChangeAssignmentInput.shape }))
      .max(mostAtOnce)
      .default([]),
    revoke: z.array(id).max(mostAtOnce).default([]),
  })
  .refine(
    ({ change, revoke }) =>
      new Set([...change.map((each) => each.id), ...revoke]).size === change.length + revoke.length,
    "names an assignment twice",
  )
  .refine(
    ({ add, change, revoke }) => add.length + change.length + revoke.length <= mostAtOnce,
    `has more than ${mostAtOnce} changes`,
  );

export type AssignmentChanges = z.output<typeof AssignmentChangesInput>;

/** An assignment of the database as far as changing it asks. */
export type StoredAssignment = AssignmentTerms & {
  id: string;
  principalId: string;
  targetId: string;
  managedBy: string | null;
  updatedAt: Date;
};

/** Changes looked up: what is there, and what is to become of it. */
export type ResolvedChanges = {
  add: readonly { principal: Principal; target: TargetTerms; terms: AssignmentTerms }[];
  /** Of those asked for, how many are assigned already. */
  already: number;
  change: readonly { stored: StoredAssignment; terms: AssignmentTerms }[];
  revoke: readonly StoredAssignment[];
};

export const storedColumns = {
  id: true,
  principalId: true,
  targetId: true,
  console: true,
  credentials: true,
  maxDurationSeconds: true,
  startsAt: true,
  expiresAt: true,
  requiresReason: true,
  managedBy: true,
  updatedAt: true,
} as const;

/**
 * Looks up what changes are about.
 * @throws AppError `assignment_not_found`, `assignment_empty`, and those of `addAssignment` but `assignment_exists`
 */
export async function resolveChanges(tx: Tx, asked: AssignmentChanges): Promise<ResolvedChanges> {
  const ids = [...asked.change.map((each) => each.id), ...asked.revoke];
  const rows: StoredAssignment[] = await tx.assignment.findMany({
    where: { id: { in: ids }, ...teamAssignments },
    select: storedColumns,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const find = (one: string): StoredAssignment => {
    const stored = byId.get(one);
    if (!stored) throw new AppError("assignment_not_found", "There is no such assignment.");
    return stored;
  };
  return {
    ...(await resolveAdded(tx, asked.add)),
    change: asked.change.map(({ id: one, ...change }) => {
      const stored = find(one);
      return { stored, terms: changeTerms(stored, change) };
    }),
    revoke: asked.revoke.map(find),
  };
}

async function resolveAdded(tx: Tx, asked: AssignmentChanges["add"]) {
  const principals = new Map<string, Principal>();
  const add = new Map<string, ResolvedChanges["add"][number]>();
  for (const { personId, groupId, roleId, awsAccountId, roleNamePattern, tag, ...rest } of asked) {
    const target = readTarget({ roleId, awsAccountId, roleNamePattern, tag });
    const named = `${personId} ${groupId}`;
    const principal = principals.get(named) ?? (await findPrincipal(tx, { personId, groupId }));
    principals.set(named, principal);
    add.set(`${principal.principalId} ${targetKey(target)}`, { principal, target, terms: checkTerms(rest) });
  }
  await requireTargets(
    tx,
    [...add.values()].map(({ target }) => target),
  );
  const keys = new Set([...add.values()].map(({ target }) => targetKey(target)));
  const known = await tx.target.findMany({
    where: { key: { in: [...keys] } },
    select: { id: true, key: true },
  });
  const keyOf = new Map(known.map(({ id: targetId, key }) => [targetId, key]));
  const held = await tx.assignment.findMany({
    where: {
      principalId: { in: [...new Set([...add.values()].map(({ principal }) => principal.principalId))] },
    },
    select: { principalId: true, targetId: true },
  });
  for (const { principalId, targetId } of held) add.delete(`${principalId} ${keyOf.get(targetId)}`);
  return { add: [...add.values()], already: asked.length - add.size };
}
