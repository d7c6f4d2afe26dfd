import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { managedFilter } from "#lib/catalogue/managed-filter.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { givenOf, listInput, TagFilter } from "#lib/lists/list-input.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import { inOrder, type ListPlan, readListPage } from "#lib/lists/read-list-page.ts";
import { assignmentColumns, toAssignmentView } from "./assignment-row.ts";
import type { AssignmentView } from "./assignment-view.ts";

const id = z.string().trim().max(64).optional();

/** What this takes; described at /api/openapi.json. */
export const AssignmentListQuery = z.object({
  ...listInput(["principal", "target", "until", "added"]),
  /** Whether to a person or to a group. */
  kind: z.enum(["person", "group"]).optional(),
  /** To this very person; what they have by groups is another question. */
  personId: id,
  groupId: id,
  /** Those that reach this role, by whatever they name. */
  roleId: id,
  /** Those that name an account, or a role of it, by its id in the catalogue. */
  awsAccountId: id,
  /** Those that name this tag. */
  tag: TagFilter.optional(),
  /** The catalogue file that owns it, or `none`. */
  managed: z.string().trim().max(200).optional(),
  state: z.enum(["now", "not_begun", "ended"]).optional(),
});

/**
 * A page of the assignments: searched, filtered and sorted. For owners, admins and auditors.
 * @throws AppError `cursor_malformed`
 */
export async function listAssignmentsPage(
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<ListPage<AssignmentView>> {
  requireReader(viewer);
  const query = AssignmentListQuery.parse(givenOf(input));
  const { ids, ...page } = await readListPage(planOf(query), query);
  const rows = await db().assignment.findMany({ where: { id: { in: ids } }, select: assignmentColumns });
  return { items: inOrder(ids, rows).map(toAssignmentView), ...page };
}

function planOf(query: z.output<typeof AssignmentListQuery>): ListPlan {
  const { kind, personId, groupId, roleId, awsAccountId, tag, managed, state } = query;
  const principal = text(`COALESCE(p."name", g."name")`);
  const target = text(
    `COALESCE(ra."name" || ' ' || r."label", COALESCE(ta."name", '') || ' ' || COALESCE(t."tagKey" || '=' || t."tagValue", '')
      || ' ' || COALESCE(t."roleNamePattern", ''))`,
  );
  const equals = (column: string, value: string | undefined) =>
    value === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} = ${value}`];
  return {
    from: Prisma.sql`"Assignment" a
      LEFT JOIN "Person" p ON p."id" = a."personId"
      LEFT JOIN "Group" g ON g."id" = a."groupId"
      JOIN "Target" t ON t."id" = a."targetId"
      LEFT JOIN "AwsRole" r ON r."id" = t."roleId"
      LEFT JOIN "AwsAccount" ra ON ra."id" = r."awsAccountId"
      LEFT JOIN "AwsAccount" ta ON ta."id" = t."awsAccountId"`,
    id: Prisma.sql`a."id"`,
    where: [
      // What is a member's own is in the list of own roles.
      Prisma.sql`r."ownerId" IS NULL`,
      ...(kind === undefined ? [] : [Prisma.raw(`a."${kind}Id" IS NOT NULL`)]),
      ...equals(`a."personId"`, personId),
      ...equals(`a."groupId"`, groupId),
      ...(roleId === undefined
        ? []
        : [Prisma.sql`t."id" IN (SELECT x."targetId" FROM "TargetRole" x WHERE x."roleId" = ${roleId})`]),
      ...equals(`COALESCE(ra."id", ta."id")`, awsAccountId),
      ...(tag === undefined ? [] : equals(`t."tagKey"`, tag.key)),
      ...equals(`t."tagValue"`, tag?.value ?? undefined),
      ...managedFilter(Prisma.sql`a."managedBy"`, managed),
      ...(state === undefined ? [] : [stateCondition(state)]),
    ],
    searched: [
      ...columns("p", ["name", "email"]),
      ...columns("g", ["name"]),
      ...columns("r", ["label", "arn"]),
      ...columns("ra", ["name", "accountId"]),
      ...columns("ta", ["name", "accountId"]),
      ...columns("t", ["roleNamePattern"]),
      Prisma.sql`t."tagKey" || '=' || t."tagValue"`,
    ],
    sorts: {
      principal: [principal, target],
      target: [target, principal],
      until: [{ kind: "time", by: Prisma.sql`COALESCE(a."expiresAt", ${never})` }, principal],
      added: [{ kind: "time", by: Prisma.sql`a."createdAt"` }],
    },
  };
}

/** What has no end comes after everything that has one. */
const never = new Date("9999-12-31T00:00:00Z");

const text = (expression: string) => ({ kind: "text" as const, by: Prisma.raw(expression) });
const columns = (table: string, names: readonly string[]) =>
  names.map((name) => Prisma.raw(`${table}."${name}"`));

function stateCondition(state: NonNullable<z.output<typeof AssignmentListQuery>["state"]>): Prisma.Sql {
  const at = now();
  const ended = Prisma.sql`a."expiresAt" IS NOT NULL AND a."expiresAt" <= ${at}`;
  const ahead = Prisma.sql`a."startsAt" IS NOT NULL AND a."startsAt" > ${at}`;
  switch (state) {
    case "ended":
      return Prisma.sql`(${ended})`;
    case "not_begun":
      return Prisma.sql`(${ahead})`;
    case "now":
      return Prisma.sql`NOT (${ended}) AND NOT (${ahead})`;
    default:
      return state satisfies never;
  }
}
