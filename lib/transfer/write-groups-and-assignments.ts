import { randomUUID } from "node:crypto";
import { termsOnRecord } from "#lib/assignments/assignment-terms.ts";
import { dropAssignments } from "#lib/assignments/revoke-assignment.ts";
import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { chunked } from "#lib/db/chunked.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { createGroup } from "#lib/groups/add-group.ts";
import { updateGroup } from "#lib/groups/change-group.ts";
import { putMembers } from "#lib/groups/change-members.ts";
import { dropGroup } from "#lib/groups/remove-group.ts";
import { targetKey } from "#lib/targets/find-or-add-target.ts";
import { findOrAddTargets } from "#lib/targets/find-or-add-targets.ts";
import type { PrincipalRef } from "./plan-assignments.ts";
import type { PlannedChanges } from "./plan-changes.ts";

const chunk = 500;

/** Adds and changes groups and their members as planned. @returns the groups' ids by key */
export async function writeGroups(
  tx: Tx,
  viewer: Viewer,
  { groups }: PlannedChanges,
  managedBy: string | null,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await releaseClaims(tx, viewer, groups);
  for (const { key, name, row, columns, refusal } of groups.drafts.values()) {
    if (row) ids.set(key, row.id);
    if (refusal) continue;
    if (row) await updateGroup(tx, viewer, row.id, { ...columns, ...(managedBy !== null && { managedBy }) });
    else {
      const { description = "", claim = null } = columns;
      ids.set(key, (await createGroup(tx, viewer, { name, description, claim }, managedBy)).id);
    }
  }
  for (const [key, change] of groups.members) {
    const id = ids.get(key);
    if (id && change.add.length + change.remove.length > 0) await putMembers(tx, viewer, id, change);
  }
  return ids;
}

/** Takes claims away that another group is about to have. */
async function releaseClaims(tx: Tx, viewer: Viewer, { drafts }: PlannedChanges["groups"]): Promise<void> {
  const written = [...drafts.values()].filter((draft) => draft.refusal === null);
  const wanted = new Map(written.map(({ columns, key }) => [columns.claim, key]));
  for (const { key, row } of written) {
    const taker = row?.claim ? wanted.get(row.claim) : undefined;
    if (row && taker !== undefined && taker !== key) await updateGroup(tx, viewer, row.id, { claim: null });
  }
}

/** Removes groups as planned, with their memberships. */
export async function removePlannedGroups(tx: Tx, viewer: Viewer, { groups }: PlannedChanges): Promise<void> {
  for (const { id } of groups.remove) await dropGroup(tx, viewer, id);
}

/** Removes assignments as planned. */
export async function removePlannedAssignments(
  tx: Tx,
  viewer: Viewer,
  { assignments }: PlannedChanges,
): Promise<void> {
  for (const rows of chunked(assignments.remove, chunk))
    await dropAssignments(
      tx,
      viewer,
      rows.map((row) => row.id),
    );
}

/** Adds and changes assignments as planned. */
export async function writeAssignments(
  tx: Tx,
  viewer: Viewer,
  { assignments, roles }: PlannedChanges,
  newGroupIds: ReadonlyMap<string, string>,
  managedBy: string | null,
): Promise<void> {
  const [at, actor] = [now(), actorOf(viewer)];
  const targetIds = await findOrAddTargets(
    tx,
    assignments.add.map(({ target }) => target),
  );
  const rows = assignments.add.map(({ principal, target, terms, targetName }) => {
    const personId = "personId" in principal ? principal.personId : null;
    const groupId = groupIdOf(principal, newGroupIds);
    const targetId = targetIds.get(targetKey(target));
    const principalId = personId ?? groupId;
    if (!principalId || !targetId) throw new Error("a planned assignment has its principal and its target");
    const row = { id: randomUUID(), principalId, personId, groupId, targetId, ...terms, managedBy };
    return { row, principal, target, targetName, terms };
  });
  for (const some of chunked(rows, chunk))
    await tx.assignment.createMany({
      data: some.map(({ row }) => ({ ...row, createdAt: at, updatedAt: at })),
    });
  const arns = new Map(roles.add.map((draft) => [draft.id, draft.account.accountId]));
  for (const { row, principal, target, targetName, terms } of rows)
    recordEvent(tx, actor, {
      event: "assignment.added",
      outcome: "done",
      subjectId: row.principalId,
      roleId: target.roleId ?? undefined,
      roleArn: target.roleId === null ? undefined : targetName,
      accountId: target.roleId === null ? undefined : (arns.get(target.roleId) ?? targetName.split(":")[4]),
      fields: {
        principal: principal.name,
        principalKind: row.personId === null ? "group" : "person",
        target: targetName,
        ...termsOnRecord(terms),
        ...(managedBy !== null && { managedBy }),
      },
    });
  for (const { row, terms, changed, name } of assignments.change) {
    const owned = managedBy === null ? {} : { managedBy };
    await tx.assignment.update({ where: { id: row.id }, data: { ...terms, ...owned, updatedAt: at } });
    const [principal, target] = name.split(" → ");
    recordEvent(tx, actor, {
      event: "assignment.changed",
      outcome: "done",
      subjectId: row.principalId,
      roleId: row.target.roleId ?? undefined,
      fields: { principal, target, ...(changed && termsOnRecord(terms)), ...owned },
    });
  }
}

function groupIdOf(principal: PrincipalRef, newGroupIds: ReadonlyMap<string, string>): string | null {
  if ("groupId" in principal) return principal.groupId;
  return "newGroupKey" in principal ? (newGroupIds.get(principal.newGroupKey) ?? null) : null;
}
