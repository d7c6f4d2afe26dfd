import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { givenOf, listInput } from "#lib/lists/list-input.ts";
import { readListPage } from "#lib/lists/read-list-page.ts";
import { findReachedRoles, findReachingPerson } from "./find-reached.ts";
import { findPaths, grantOf } from "./reach-paths.ts";
import { inForce } from "./reach-sql.ts";
import type { ReachedRoleRow, ReachOfPerson } from "./reach-view.ts";
import { reachedUses } from "./reached-uses.ts";

/** What this takes beside the person; described at /api/openapi.json. */
export const ReachOfPersonInput = z.object({
  ...listInput(["account", "role"]),
  use: z.enum(["console", "credentials"]).optional(),
  groupId: z.string().max(64).optional(),
});

/**
 * A page of the roles that a person has now, each with the assignments it comes by. Owners, admins and auditors.
 * @throws AppError `person_not_found`, `cursor_malformed`
 */
export async function listReachOfPerson(
  viewer: Viewer,
  personId: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<ReachOfPerson> {
  requireReader(viewer);
  const { use, groupId, ...query } = ReachOfPersonInput.parse(givenOf(input));
  const { obstacles, ...person } = await findReachingPerson(db(), personId);
  const text = (by: Prisma.Sql) => ({ kind: "text", by }) as const;
  const { ids, ...page } = await readListPage(
    {
      from: Prisma.sql`"AwsRole" r JOIN "AwsAccount" c ON c."id" = r."awsAccountId"`,
      id: Prisma.sql`r."id"`,
      where: [
        Prisma.sql`r."removedAt" IS NULL AND (r."ownerId" IS NULL OR r."ownerId" = ${personId})`,
        obstacles.length > 0
          ? Prisma.sql`1 = 0`
          : Prisma.sql`r."id" IN (SELECT t."roleId" FROM "Membership" m
              JOIN "Assignment" a ON a."principalId" = m."principalId"
              JOIN "TargetRole" t ON t."targetId" = a."targetId"
              WHERE m."personId" = ${personId} AND ${inForce({ use, groupId })})`,
      ],
      searched: [
        Prisma.sql`r."label"`,
        Prisma.sql`r."arn"`,
        Prisma.sql`c."name"`,
        Prisma.sql`c."accountId"`,
        Prisma.sql`r."note"`,
      ],
      sorts: {
        account: [text(Prisma.sql`c."name"`), text(Prisma.sql`r."label"`)],
        role: [text(Prisma.sql`r."label"`), text(Prisma.sql`c."name"`)],
      },
    },
    query,
  );
  return { person, obstacles, ...page, items: await rowsOf(personId, ids) };
}

async function rowsOf(personId: string, ids: readonly string[]): Promise<ReachedRoleRow[]> {
  const [roles, found] = await Promise.all([
    findReachedRoles(db(), ids),
    findPaths(db(), { personId, roleIds: ids }),
  ]);
  return ids.flatMap((id) => {
    const role = roles.get(id);
    const paths = found.flatMap((each) =>
      each.roleId === id && each.path.state === "now" ? [each.path] : [],
    );
    // Gone between the two questions.
    if (!role || paths.length === 0) return [];
    return [{ role: role.view, paths, ...reachedUses(paths.map(grantOf), role.maxDurationSeconds) }];
  });
}
