import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { drawReach } from "./draw-reach.ts";
import { findReachingPerson } from "./find-reached.ts";
import { findTargets, nodeOf } from "./picture-nodes.ts";
import { inForce } from "./reach-sql.ts";
import type { ReachPicture } from "./reach-view.ts";

type Way = {
  principalId: string;
  groupName: string | null;
  targetId: string;
  awsAccountId: string;
  accountName: string;
};
type Count = { id: string; roles: number | bigint };

/**
 * What a person reaches as a picture: themselves and their groups, what is assigned to those, and the accounts whose
 * roles that comes to. A node's count is how many roles are behind it.
 * @throws AppError `person_not_found`
 */
export async function drawReachOfPerson(viewer: Viewer, personId: string): Promise<ReachPicture> {
  requireReader(viewer);
  const person = await findReachingPerson(db(), personId);
  const from = Prisma.sql`FROM "Membership" m
    JOIN "Assignment" a ON a."principalId" = m."principalId"
    JOIN "TargetRole" t ON t."targetId" = a."targetId"
    JOIN "AwsRole" r ON r."id" = t."roleId"
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    LEFT JOIN "Group" g ON g."id" = m."groupId"
    WHERE m."personId" = ${personId} AND r."removedAt" IS NULL
      AND (r."ownerId" IS NULL OR r."ownerId" = ${personId}) AND ${inForce()}`;
  const ways =
    person.obstacles.length > 0
      ? []
      : await db().$queryRaw<Way[]>`SELECT DISTINCT m."principalId", g."name" AS "groupName", a."targetId",
          r."awsAccountId", c."name" AS "accountName" ${from}`;
  const [targets, ...counted] = await Promise.all([
    findTargets(db(), new Set(ways.map((way) => way.targetId))),
    ...['m."principalId"', 'a."targetId"', 'r."awsAccountId"'].map(
      (column) =>
        db().$queryRaw<Count[]>`SELECT ${Prisma.raw(column)} AS "id", COUNT(DISTINCT t."roleId") AS "roles"
        ${from} GROUP BY ${Prisma.raw(column)}`,
    ),
  ]);
  const themselves = nodeOf("person", "person", person.name);
  return drawReach(
    ["people", "groups", "targets", "accounts"],
    ways.map((way) => [
      themselves,
      way.groupName === null
        ? nodeOf("themselves", way.principalId)
        : nodeOf("group", way.principalId, way.groupName),
      nodeOf("target", way.targetId, "", targets.get(way.targetId)),
      nodeOf("account", way.awsAccountId, way.accountName),
    ]),
    new Map(counted.flat().map(({ id, roles }) => [id, Number(roles)])),
  );
}
