import { dropAssignments } from "#lib/assignments/revoke-assignment.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { recordMemberships } from "./record-membership.ts";

/** What went with a group. */
export type RemovedGroup = { name: string; members: number; assignments: number };

/**
 * Removes a group with its memberships and assignments; the next request of whoever had a role by it alone is refused.
 * @throws AppError `group_not_found`
 */
export async function removeGroup(viewer: Viewer, groupId: string): Promise<RemovedGroup> {
  requireManager(viewer);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    return dropGroup(tx, viewer, groupId);
  });
}

/**
 * The same within a transaction that has ordered the changes of the catalogue.
 * @throws AppError `group_not_found`
 */
export async function dropGroup(tx: Tx, viewer: Viewer, groupId: string): Promise<RemovedGroup> {
  const group = await tx.group.findUnique({
    where: { id: groupId },
    select: { id: true, name: true, managedBy: true },
  });
  if (!group) throw new AppError("group_not_found", "There is no such group.");
  const assignments = await tx.assignment.findMany({ where: { groupId }, select: { id: true } });
  const ids = assignments.map((assignment) => assignment.id);
  for (let at = 0; at < ids.length; at += 500) await dropAssignments(tx, viewer, ids.slice(at, at + 500));
  const members = await tx.membership.findMany({
    where: { groupId },
    select: { person: { select: { id: true, sessionName: true } } },
    orderBy: { personId: "asc" },
  });
  await tx.membership.deleteMany({ where: { groupId } });
  await tx.group.delete({ where: { id: groupId } });
  const people = members.map((member) => member.person);
  const actor = actorOf(viewer);
  recordMemberships(tx, actor, "group.member_removed", group, people, "group removed");
  const removed = { name: group.name, members: people.length, assignments: ids.length };
  const fields = { ...removed, managedBy: group.managedBy ?? undefined };
  recordEvent(tx, actor, { event: "group.removed", outcome: "done", subjectId: groupId, fields });
  return removed;
}
