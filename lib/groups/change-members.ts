import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { readGroup } from "./group-row.ts";
import type { GroupView } from "./group-view.ts";
import { recordMemberships } from "./record-membership.ts";

const PersonIds = z.array(z.string().max(64)).max(1000).default([]);

/** What this takes; described at /api/openapi.json. */
export const ChangeMembersInput = z
  .strictObject({ add: PersonIds, remove: PersonIds })
  .refine(({ add, remove }) => !add.some((id) => remove.includes(id)), "nobody both comes and goes");

/** How many came in and left, and the group as it then is. */
export type ChangedMembers = { added: number; removed: number; group: GroupView };

/**
 * Puts people into a group and takes them out, all of them or none. Whoever is there by the groups claim can be put
 * there by hand as well, and stays when taken out by hand again; who is there by the claim alone cannot be taken out.
 * Somebody who is there already, or not there, is passed over.
 * @throws AppError `group_not_found`, `person_not_found`, `member_by_claim`
 */
export async function changeMembers(
  viewer: Viewer,
  groupId: string,
  input: unknown,
): Promise<ChangedMembers> {
  requireManager(viewer);
  const change = ChangeMembersInput.parse(input);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    return putMembers(tx, viewer, groupId, change);
  });
}

/**
 * The same within a transaction that has ordered the changes of the catalogue.
 * @throws AppError `group_not_found`, `person_not_found`, `member_by_claim`
 */
export async function putMembers(
  tx: Tx,
  viewer: Viewer,
  groupId: string,
  change: { add: readonly string[]; remove: readonly string[] },
): Promise<ChangedMembers> {
  const { name } = await readGroup(tx, groupId);
  const named = [...new Set([...change.add, ...change.remove])];
  const people = await readPeople(tx, groupId, named.sort());
  if (people.length < named.length) throw new AppError("person_not_found", "There is no such person.");
  const [adding, removing] = [new Set(change.add), new Set(change.remove)];
  const fixed = people.filter(
    ({ id, memberships: [how] }) => removing.has(id) && how?.byClaim && !how.byHand,
  );
  if (fixed[0])
    throw new AppError(
      "member_by_claim",
      "The identity provider put this person into the group: take them out there.",
      { details: { person: fixed[0].sessionName } },
    );
  const coming = people.filter(({ id, memberships: [how] }) => adding.has(id) && !how);
  const leaving = people.filter(({ id, memberships: [how] }) => removing.has(id) && how && !how.byClaim);
  const where = (ids: Iterable<string>) => ({ groupId, personId: { in: [...ids] } });
  const createdAt = now();
  await tx.membership.updateMany({ where: where(adding), data: { byHand: true } });
  await tx.membership.createMany({
    data: coming.map(({ id }) => ({ personId: id, principalId: groupId, groupId, byHand: true, createdAt })),
  });
  await tx.membership.deleteMany({ where: { ...where(removing), byClaim: false } });
  await tx.membership.updateMany({ where: where(removing), data: { byHand: false } });
  const [actor, group] = [actorOf(viewer), { id: groupId, name }];
  recordMemberships(tx, actor, "group.member_added", group, coming, "hand");
  recordMemberships(tx, actor, "group.member_removed", group, leaving, "hand");
  return { added: coming.length, removed: leaving.length, group: await readGroup(tx, groupId) };
}

/** SQLite takes 999 ids in a question that is put in order. */
const chunk = 500;

async function readPeople(tx: Tx, groupId: string, ids: readonly string[]) {
  const read = (some: readonly string[]) =>
    tx.person.findMany({
      where: { id: { in: [...some] } },
      select: {
        id: true,
        sessionName: true,
        memberships: { where: { groupId }, select: { byHand: true, byClaim: true } },
      },
      orderBy: { id: "asc" },
    });
  const people: Awaited<ReturnType<typeof read>> = [];
  for (let at = 0; at < ids.length; at += chunk) people.push(...(await read(ids.slice(at, at + chunk))));
  return people;
}
