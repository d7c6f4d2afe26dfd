import { z } from "zod";
import { portalRoles, requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { givenOf, listInput } from "#lib/lists/list-input.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import { inOrder, type ListPlan, readListPage } from "#lib/lists/read-list-page.ts";
import type { PersonListItem } from "./person-list-view.ts";
import { personColumns, toPersonView } from "./person-view.ts";

/** What this takes; described at /api/openapi.json. */
export const PersonListQuery = z.object({
  ...listInput(["name", "email", "portalRole", "seen", "added"]),
  portalRole: z.enum(portalRoles).optional(),
  /** `never`: who has not signed in yet. */
  state: z.enum(["enabled", "disabled", "invited", "never"]).optional(),
  /** A group's id. */
  group: z.string().trim().max(64).optional(),
});

/**
 * A page of the people: searched, filtered and sorted. For owners, admins and auditors.
 * @throws AppError `cursor_malformed`
 */
export async function listPeoplePage(
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<ListPage<PersonListItem>> {
  requireReader(viewer);
  const query = PersonListQuery.parse(givenOf(input));
  const { ids, ...page } = await readListPage(planOf(query), query);
  return { items: await readItems(ids), ...page };
}

const lastSeen = Prisma.sql`(SELECT MAX(s."lastSeenAt") FROM "SignIn" s WHERE s."personId" = p."id")`;

function planOf({ portalRole, state, group }: z.output<typeof PersonListQuery>): ListPlan {
  const name = { kind: "text", by: Prisma.sql`p."name"` } as const;
  return {
    from: Prisma.sql`"Person" p`,
    id: Prisma.sql`p."id"`,
    where: [
      ...(portalRole === undefined ? [] : [Prisma.sql`p."portalRole" = ${portalRole}`]),
      ...(state === undefined ? [] : [stateCondition(state)]),
      ...(group === undefined
        ? []
        : [
            Prisma.sql`EXISTS (SELECT 1 FROM "Membership" m
              WHERE m."personId" = p."id" AND m."groupId" = ${group})`,
          ]),
    ],
    searched: [Prisma.sql`p."name"`, Prisma.sql`p."email"`, Prisma.sql`p."sessionName"`],
    sorts: {
      name: [name, { kind: "text", by: Prisma.sql`p."email"` }],
      email: [{ kind: "text", by: Prisma.sql`p."email"` }],
      portalRole: [{ kind: "text", by: Prisma.sql`p."portalRole"` }, name],
      seen: [{ kind: "time", by: lastSeen }, name],
      added: [{ kind: "time", by: Prisma.sql`p."createdAt"` }],
    },
  };
}

function stateCondition(state: NonNullable<z.output<typeof PersonListQuery>["state"]>): Prisma.Sql {
  switch (state) {
    case "enabled":
      return Prisma.sql`p."disabledAt" IS NULL`;
    case "disabled":
      return Prisma.sql`p."disabledAt" IS NOT NULL`;
    case "never":
      return Prisma.sql`NOT EXISTS (SELECT 1 FROM "SignIn" s WHERE s."personId" = p."id")`;
    case "invited":
      return Prisma.sql`EXISTS (SELECT 1 FROM "Invitation" i WHERE i."personId" = p."id"
        AND i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND i."expiresAt" > ${now()})`;
    default:
      return state satisfies never;
  }
}

async function readItems(ids: string[]): Promise<PersonListItem[]> {
  const [rows, seen] = await Promise.all([
    db().person.findMany({
      where: { id: { in: ids } },
      select: {
        ...personColumns,
        memberships: { select: { groupId: true }, where: { groupId: { not: null } } },
        invitations: {
          select: { id: true, expiresAt: true },
          where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
          orderBy: { expiresAt: "desc" },
        },
      },
    }),
    db().signIn.groupBy({ by: ["personId"], where: { personId: { in: ids } }, _max: { lastSeenAt: true } }),
  ]);
  const lastSeenOf = new Map(seen.map(({ personId, _max }) => [personId, _max.lastSeenAt]));
  return inOrder(ids, rows).map((row) => {
    const invitation = row.invitations[0];
    return {
      ...toPersonView(row),
      lastSeenAt: lastSeenOf.get(row.id)?.toISOString() ?? null,
      openInvitation: invitation
        ? { id: invitation.id, expiresAt: invitation.expiresAt.toISOString() }
        : null,
      groups: row.memberships.length,
    };
  });
}
