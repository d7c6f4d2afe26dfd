import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { managedFilter } from "#lib/catalogue/managed-filter.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { givenOf, listInput, YesNo } from "#lib/lists/list-input.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import { inOrder, type ListPlan, readListPage } from "#lib/lists/read-list-page.ts";
import { readGroups } from "./group-row.ts";
import type { GroupView } from "./group-view.ts";

/** What this takes; described at /api/openapi.json. */
export const GroupListQuery = z.object({
  ...listInput(["name", "members", "assignments", "added"]),
  /** Whether the identity provider's groups claim puts people into it. */
  claim: YesNo.optional(),
  /** The catalogue file that owns it, or `none`. */
  managed: z.string().trim().max(200).optional(),
  /** The id of a person in it. */
  person: z.string().trim().max(64).optional(),
});

/**
 * A page of the groups: searched, filtered and sorted. For owners, admins and auditors.
 * @throws AppError `cursor_malformed`
 */
export async function listGroupsPage(
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<ListPage<GroupView>> {
  requireReader(viewer);
  const query = GroupListQuery.parse(givenOf(input));
  const { ids, ...page } = await readListPage(planOf(query), query);
  return { items: inOrder(ids, await readGroups(db(), ids)), ...page };
}

const memberCount = Prisma.sql`(SELECT COUNT(*) FROM "Membership" m WHERE m."groupId" = g."id")`;
const assignmentCount = Prisma.sql`(SELECT COUNT(*) FROM "Assignment" a WHERE a."groupId" = g."id")`;

function planOf({ claim, managed, person }: z.output<typeof GroupListQuery>): ListPlan {
  const name = { kind: "text", by: Prisma.sql`g."name"` } as const;
  return {
    from: Prisma.sql`"Group" g`,
    id: Prisma.sql`g."id"`,
    where: [
      ...(claim === undefined
        ? []
        : [claim ? Prisma.sql`g."claim" IS NOT NULL` : Prisma.sql`g."claim" IS NULL`]),
      ...managedFilter(Prisma.sql`g."managedBy"`, managed),
      ...(person === undefined
        ? []
        : [
            Prisma.sql`EXISTS (SELECT 1 FROM "Membership" m
              WHERE m."groupId" = g."id" AND m."personId" = ${person})`,
          ]),
    ],
    searched: [Prisma.sql`g."name"`, Prisma.sql`g."description"`, Prisma.sql`g."claim"`],
    sorts: {
      name: [name],
      members: [{ kind: "number", by: memberCount }, name],
      assignments: [{ kind: "number", by: assignmentCount }, name],
      added: [{ kind: "time", by: Prisma.sql`g."createdAt"` }],
    },
  };
}
