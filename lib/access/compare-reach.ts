import type { AssignmentTerms } from "#lib/assignments/assignment-terms.ts";
import { chunked } from "#lib/db/chunked.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { targetKey } from "#lib/targets/find-or-add-target.ts";
import { findFittingRoles } from "#lib/targets/reach-roles.ts";
import { type ResolvedChanges, type StoredAssignment, storedColumns } from "./assignment-changes.ts";
import type { Grant } from "./grants.ts";
import type { ReachedUses, ReachingPerson } from "./reach-view.ts";
import { reachedUses } from "./reached-uses.ts";

/** What becomes of a role for those who come to it alike. */
export type ComparedRole = { roleId: string; before: ReachedUses | null; after: ReachedUses | null };
/** People for whom the same becomes of the same roles share one list. */
export type ComparedPerson = { person: ReachingPerson; roles: readonly ComparedRole[] };

/** SQLite takes 32,766 values a statement. */
const chunk = 5000;

/** An assignment as it is or as it would be; in force or not. */
type Held = { id: string; principalId: string; targetId: string; terms: AssignmentTerms };
type Role = { ownerId: string | null; maxDurationSeconds: number };

/**
 * What some changes do to what people have: every role of each person before and after, by the same rule as issuing.
 * Looks at the people and roles that the changes touch, and at nothing else.
 */
export async function compareReach(tx: Tx, changes: ResolvedChanges): Promise<ComparedPerson[]> {
  const touched = [...changes.change.map((each) => each.stored), ...changes.revoke];
  const added = await namedTargets(tx, changes.add);
  const reached = await reachedBy(tx, touched, added);
  const roles = await readRoles(tx, new Set([...reached.values()].flatMap((ids) => [...ids])));
  const principals = new Set([...touched, ...added].map((each) => each.principalId));
  const people = await peopleOf(tx, principals);
  const held = await heldBy(tx, new Set(people.flatMap((each) => each.principalIds)));
  const further = await rolesOfTargets(
    tx,
    new Set(held.map((each) => each.targetId).filter((id) => !reached.has(id))),
    roles,
  );
  const targets = new Map([...reached, ...further]);
  const before = groupBy(held);
  const after = groupBy(afterwards(held, changes, added));
  const touchedBy = groupBy([...touched.map(toHeld), ...added]);
  const known = new Map<string, readonly ComparedRole[]>();
  const relevant = (id: string) => before.has(id) || after.has(id) || touchedBy.has(id);
  return people.flatMap(({ person, principalIds }) => {
    const mine = principalIds.filter(relevant).sort();
    const key = mine.join(" ");
    // People with the same groups and nothing of their own come to the same.
    const compared = known.get(key) ?? compare(person.id, mine, { before, after, touchedBy, targets, roles });
    known.set(key, compared);
    return compared.length === 0 ? [] : [{ person, roles: compared }];
  });
}

type Facts = {
  before: ReadonlyMap<string, readonly Held[]>;
  after: ReadonlyMap<string, readonly Held[]>;
  touchedBy: ReadonlyMap<string, readonly Held[]>;
  targets: ReadonlyMap<string, ReadonlySet<string>>;
  roles: ReadonlyMap<string, Role>;
};

function compare(personId: string, principalIds: readonly string[], facts: Facts): ComparedRole[] {
  const at = now();
  const rolesOf = (targetId: string) => facts.targets.get(targetId) ?? new Set<string>();
  const touched = new Set<string>();
  for (const principalId of principalIds)
    for (const { targetId } of facts.touchedBy.get(principalId) ?? [])
      for (const roleId of rolesOf(targetId)) touched.add(roleId);
  const grantsBy = (holdings: Facts["before"]) => {
    const grants = new Map<string, Grant[]>();
    for (const principalId of principalIds)
      for (const one of holdings.get(principalId) ?? [])
        if (isInForce(one.terms, at))
          for (const roleId of rolesOf(one.targetId))
            if (touched.has(roleId)) grants.set(roleId, [...(grants.get(roleId) ?? []), toGrant(one)]);
    return grants;
  };
  const before = grantsBy(facts.before);
  const after = grantsBy(facts.after);
  return [...touched].sort().flatMap((roleId) => {
    const role = facts.roles.get(roleId);
    if (!role || (role.ownerId !== null && role.ownerId !== personId)) return [];
    const uses = (grants: readonly Grant[] | undefined) =>
      grants === undefined ? null : reachedUses(grants, role.maxDurationSeconds);
    const compared = { roleId, before: uses(before.get(roleId)), after: uses(after.get(roleId)) };
    return JSON.stringify(compared.before) === JSON.stringify(compared.after) ? [] : [compared];
  });
}

function isInForce({ startsAt, expiresAt }: AssignmentTerms, at: Date): boolean {
  return (startsAt === null || startsAt <= at) && (expiresAt === null || expiresAt > at);
}

function toGrant({ id, terms }: Held): Grant {
  const { console, credentials, maxDurationSeconds, requiresReason, expiresAt } = terms;
  const end = expiresAt?.getTime() ?? null;
  return { assignmentId: id, console, credentials, maxDurationSeconds, requiresReason, expiresAt: end };
}

type Added = Held & { roleIds: readonly string[] | null };

/** What is added, with the id of its target, or the target's own text and roles where there is no such target yet. */
async function namedTargets(tx: Tx, add: ResolvedChanges["add"]): Promise<Added[]> {
  const terms = new Map(add.map(({ target }) => [targetKey(target), target]));
  const known = await tx.target.findMany({
    where: { key: { in: [...terms.keys()] } },
    select: { id: true, key: true },
  });
  const ids = new Map(known.map(({ id, key }) => [key, id]));
  const fitting = new Map<string, readonly string[]>();
  for (const [key, target] of terms) if (!ids.has(key)) fitting.set(key, await findFittingRoles(tx, target));
  return add.map(({ principal, target, terms: asked }) => {
    const key = targetKey(target);
    return {
      id: `new ${principal.principalId} ${key}`,
      principalId: principal.principalId,
      targetId: ids.get(key) ?? key,
      terms: asked,
      roleIds: fitting.get(key) ?? null,
    };
  });
}

/** The roles that each touched target reaches. */
async function reachedBy(tx: Tx, touched: readonly StoredAssignment[], added: readonly Added[]) {
  const reached = new Map<string, Set<string>>();
  for (const { targetId, roleIds } of added) if (roleIds !== null) reached.set(targetId, new Set(roleIds));
  const ids = new Set([...touched, ...added].map((each) => each.targetId).filter((id) => !reached.has(id)));
  for (const id of ids) reached.set(id, new Set());
  for (const part of chunked([...ids], chunk)) {
    const links = await tx.targetRole.findMany({
      where: { targetId: { in: part } },
      select: { targetId: true, roleId: true },
    });
    for (const { targetId, roleId } of links) reached.get(targetId)?.add(roleId);
  }
  return reached;
}

async function readRoles(tx: Tx, ids: ReadonlySet<string>): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>();
  for (const part of chunked([...ids], chunk))
    for (const { id, ...role } of await tx.awsRole.findMany({
      where: { id: { in: part }, removedAt: null },
      select: { id: true, ownerId: true, maxDurationSeconds: true },
    }))
      roles.set(id, role);
  return roles;
}

/** The people behind principals who may have anything at all, by name, each with every principal that they are. */
async function peopleOf(tx: Tx, principals: ReadonlySet<string>) {
  const ids = [...principals];
  const members = await tx.membership.findMany({
    where: { groupId: { in: ids } },
    select: { personId: true },
    distinct: ["personId"],
  });
  const rows = await tx.person.findMany({
    where: {
      disabledAt: null,
      portalRole: { not: "auditor" },
      id: { in: [...new Set([...ids, ...members.map((each) => each.personId)])] },
    },
    select: { id: true, name: true, email: true, memberships: { select: { principalId: true } } },
  });
  // Ordered here: the database reads more ids than a statement takes in parts, and could not order those.
  rows.sort((one, other) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : 1,
  );
  return rows.map(({ memberships, ...person }) => ({
    person,
    principalIds: memberships.map((each) => each.principalId),
  }));
}

async function heldBy(tx: Tx, principals: ReadonlySet<string>): Promise<Held[]> {
  const held: Held[] = [];
  for (const part of chunked([...principals], chunk)) {
    const rows: StoredAssignment[] = await tx.assignment.findMany({
      where: { principalId: { in: part } },
      select: storedColumns,
    });
    held.push(...rows.map(toHeld));
  }
  return held;
}

/** Which of some roles further targets reach. */
async function rolesOfTargets(tx: Tx, targetIds: ReadonlySet<string>, roles: ReadonlyMap<string, Role>) {
  const reached = new Map<string, Set<string>>();
  // Prisma splits one long list for SQLite, but not two in one question.
  const few = roles.size <= 200 ? { roleId: { in: [...roles.keys()] } } : {};
  for (const part of chunked([...targetIds], 500))
    for (const { targetId, roleId } of await tx.targetRole.findMany({
      where: { targetId: { in: part }, ...few },
      select: { targetId: true, roleId: true },
    }))
      if (roles.has(roleId)) reached.set(targetId, (reached.get(targetId) ?? new Set()).add(roleId));
  return reached;
}

function afterwards(
  held: readonly Held[],
  { change, revoke }: ResolvedChanges,
  added: readonly Held[],
): Held[] {
  const changed = new Map(change.map(({ stored, terms }) => [stored.id, terms]));
  const gone = new Set(revoke.map((each) => each.id));
  const kept = held.filter((each) => !gone.has(each.id));
  return [...kept.map((each) => ({ ...each, terms: changed.get(each.id) ?? each.terms })), ...added];
}

function toHeld({
  id,
  principalId,
  targetId,
  managedBy: _,
  updatedAt: __,
  ...terms
}: StoredAssignment): Held {
  return { id, principalId, targetId, terms };
}

function groupBy(held: readonly Held[]): Map<string, Held[]> {
  const groups = new Map<string, Held[]>();
  for (const each of held) {
    const group = groups.get(each.principalId);
    if (group) group.push(each);
    else groups.set(each.principalId, [each]);
  }
  return groups;
}
