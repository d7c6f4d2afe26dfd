import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { drawReach } from "./draw-reach.ts";
import { findReachedRole } from "./find-reached.ts";
import { findTargets, nodeOf } from "./picture-nodes.ts";
import { inForce, mayReach } from "./reach-sql.ts";
import type { ReachPicture } from "./reach-view.ts";

type Way = {
  personId: string;
  personName: string;
  groupId: string | null;
  groupName: string | null;
  targetId: string;
};

/**
 * Who reaches a role as a picture: people, themselves or by groups, what is assigned to those, and the role. A node's
 * count is how many people are behind it.
 * @throws AppError `role_not_found`
 */
export async function drawReachOfRole(viewer: Viewer, roleId: string): Promise<ReachPicture> {
  requireReader(viewer);
  const { view, ownerId } = await findReachedRole(db(), roleId);
  const giving = Prisma.sql`FROM "TargetRole" t JOIN "Assignment" a ON a."targetId" = t."targetId"`;
  const holds = Prisma.sql`t."roleId" = ${roleId} AND ${mayReach} AND ${inForce()}
    ${ownerId === null ? Prisma.empty : Prisma.sql`AND p."id" = ${ownerId}`}`;
  const ways = await db().$queryRaw<Way[]>`
    SELECT p."id" AS "personId", p."name" AS "personName", NULL AS "groupId", NULL AS "groupName", a."targetId"
    ${giving} JOIN "Person" p ON p."id" = a."personId" WHERE ${holds}
    UNION ALL
    SELECT p."id", p."name", g."id", g."name", a."targetId"
    ${giving} JOIN "Group" g ON g."id" = a."groupId" JOIN "Membership" m ON m."groupId" = g."id"
      JOIN "Person" p ON p."id" = m."personId" WHERE ${holds}`;
  const targets = await findTargets(db(), new Set(ways.map((way) => way.targetId)));
  const people = new Map<string, Set<string>>();
  const count = (id: string, personId: string) => people.set(id, (people.get(id) ?? new Set()).add(personId));
  for (const { personId, groupId, targetId } of ways)
    for (const id of [personId, groupId ?? "themselves", targetId, roleId]) count(id, personId);
  return drawReach(
    ["people", "groups", "targets", "role"],
    ways.map((way) => [
      nodeOf("person", way.personId, way.personName),
      way.groupId === null
        ? nodeOf("themselves", "themselves")
        : nodeOf("group", way.groupId, way.groupName ?? ""),
      nodeOf("target", way.targetId, "", targets.get(way.targetId)),
      nodeOf("role", roleId, view.label),
    ]),
    new Map([...people].map(([id, set]) => [id, set.size])),
  );
}
