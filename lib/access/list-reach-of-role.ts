import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { givenOf, listInput } from "#lib/lists/list-input.ts";
import { inOrder, readListPage } from "#lib/lists/read-list-page.ts";
import { type FoundRole, findReachedRole } from "./find-reached.ts";
import { findPaths, grantOf } from "./reach-paths.ts";
import { inForce, mayReach } from "./reach-sql.ts";
import type { ReachingPersonRow, ReachOfRole } from "./reach-view.ts";
import { reachedUses } from "./reached-uses.ts";

/** What this takes beside the role; described at /api/openapi.json. */
export const ReachOfRoleInput = z.object({
  ...listInput(["name", "email"]),
  use: z.enum(["console", "credentials"]).optional(),
  groupId: z.string().max(64).optional(),
});

/**
 * A page of the people who have a role now, each with the assignments they have it by. Owners, admins and auditors.
 * @throws AppError `role_not_found`, `cursor_malformed`
 */
export async function listReachOfRole(
  viewer: Viewer,
  roleId: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<ReachOfRole> {
  requireReader(viewer);
  const { use, groupId, ...query } = ReachOfRoleInput.parse(givenOf(input));
  const role = await findReachedRole(db(), roleId);
  const text = (by: Prisma.Sql) => ({ kind: "text", by }) as const;
  const giving = Prisma.sql`"TargetRole" t JOIN "Assignment" a ON a."targetId" = t."targetId"`;
  const holds = Prisma.sql`t."roleId" = ${roleId} AND ${inForce({ use, groupId })}`;
  const { ids, ...page } = await readListPage(
    {
      from: Prisma.sql`"Person" p`,
      id: Prisma.sql`p."id"`,
      where: [
        mayReach,
        ...(role.ownerId === null ? [] : [Prisma.sql`p."id" = ${role.ownerId}`]),
        Prisma.sql`p."id" IN (
          SELECT a."personId" FROM ${giving} WHERE a."personId" IS NOT NULL AND ${holds}
          UNION SELECT m."personId" FROM ${giving} JOIN "Membership" m ON m."groupId" = a."groupId" WHERE ${holds})`,
      ],
      searched: [Prisma.sql`p."name"`, Prisma.sql`p."email"`],
      sorts: {
        name: [text(Prisma.sql`p."name"`)],
        email: [text(Prisma.sql`p."email"`)],
      },
    },
    query,
  );
  return { role: role.view, ...page, items: await rowsOf(role, ids) };
}

async function rowsOf(role: FoundRole, ids: readonly string[]): Promise<ReachingPersonRow[]> {
  const [people, found] = await Promise.all([
    db().person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true, email: true } }),
    findPaths(db(), { personIds: ids, roleId: role.view.id }),
  ]);
  return inOrder(ids, people).flatMap((person) => {
    const paths = found.flatMap((each) =>
      each.personId === person.id && each.path.state === "now" ? [each.path] : [],
    );
    // Gone between the two questions.
    if (paths.length === 0) return [];
    return [{ person, paths, ...reachedUses(paths.map(grantOf), role.maxDurationSeconds) }];
  });
}
