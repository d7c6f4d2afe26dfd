import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { hasTag } from "#lib/lists/has-tag.ts";
import { givenOf, listInput, TagFilter, YesNo } from "#lib/lists/list-input.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import { inOrder, type ListPlan, readListPage } from "#lib/lists/read-list-page.ts";
import { defaultSourceId } from "#lib/sources/source-view.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import { catalogueColumns, toCatalogueRole } from "./catalogue-role.ts";
import { effectiveSource } from "./effective-source.ts";
import { managedFilter } from "./managed-filter.ts";
import type { RoleListItem } from "./role-list-view.ts";

/** What this takes; described at /api/openapi.json. */
export const RoleListQuery = z.object({
  ...listInput(["account", "role", "maximum", "changed"]),
  /** An account's twelve digits, or its id in the catalogue. */
  account: z.string().trim().max(64).optional(),
  tag: TagFilter.optional(),
  /** A credential source's id, or `default`. */
  source: z.string().trim().max(64).optional(),
  /** The catalogue file that owns it, or `none`. */
  managed: z.string().trim().max(200).optional(),
  mfa: YesNo.optional(),
});

/**
 * A page of the team's roles: searched, filtered and sorted. For owners, admins and auditors.
 * @throws AppError `cursor_malformed`
 */
export async function listRolesPage(
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<ListPage<RoleListItem>> {
  requireReader(viewer);
  const query = RoleListQuery.parse(givenOf(input));
  const { ids, ...page } = await readListPage(planOf(query), query);
  return { items: await readItems(ids), ...page };
}

function planOf(query: z.output<typeof RoleListQuery>): ListPlan {
  const { account, tag, source, managed, mfa } = query;
  return {
    from: Prisma.sql`"AwsRole" r JOIN "AwsAccount" a ON a."id" = r."awsAccountId"`,
    id: Prisma.sql`r."id"`,
    where: [
      Prisma.sql`r."removedAt" IS NULL AND r."ownerId" IS NULL`,
      ...(account === undefined
        ? []
        : [Prisma.sql`(a."id" = ${account} OR a."accountId" = ${account.replaceAll("-", "")})`]),
      ...(tag === undefined
        ? []
        : [
            Prisma.sql`(${hasTag(Prisma.sql`r."tags"`, tag)} OR (${hasTag(Prisma.sql`a."tags"`, tag)}
              AND NOT ${hasTag(Prisma.sql`r."tags"`, { key: tag.key, value: null })}))`,
          ]),
      ...(source === undefined
        ? []
        : [Prisma.sql`COALESCE(r."sourceId", a."sourceId", ${defaultSourceId}) = ${source}`]),
      ...managedFilter(Prisma.sql`r."managedBy"`, managed),
      ...(mfa === undefined ? [] : [Prisma.sql`r."requiresMfa" = ${mfa}`]),
    ],
    searched: ["label", "arn", "note", "region", "tags"]
      .map((column) => Prisma.sql`r.${Prisma.raw(`"${column}"`)}`)
      .concat(
        ["name", "accountId", "tags", "ouPath"].map((column) => Prisma.sql`a.${Prisma.raw(`"${column}"`)}`),
      ),
    sorts: {
      account: [text(`a."name"`), text(`a."accountId"`), text(`r."label"`)],
      role: [text(`r."label"`), text(`a."name"`)],
      maximum: [{ kind: "number", by: Prisma.sql`r."maxDurationSeconds"` }, text(`a."name"`)],
      changed: [{ kind: "time", by: Prisma.sql`r."updatedAt"` }],
    },
  };
}

const text = (column: string) => ({ kind: "text" as const, by: Prisma.raw(column) });

const itemColumns = {
  ...catalogueColumns,
  tags: true,
  managedBy: true,
  source: { select: { id: true, name: true } },
  account: {
    select: { ...catalogueColumns.account.select, tags: true, source: { select: { id: true, name: true } } },
  },
} as const;

async function readItems(ids: string[]): Promise<RoleListItem[]> {
  if (ids.length === 0) return [];
  const [rows, counts] = await Promise.all([
    db().awsRole.findMany({ where: { id: { in: ids } }, select: itemColumns }),
    db().$queryRaw<{ roleId: string; count: bigint | number }[]>`
      SELECT r."roleId" AS "roleId", COUNT(*) AS "count" FROM "TargetRole" r
      JOIN "Assignment" s ON s."targetId" = r."targetId"
      WHERE r."roleId" IN (${Prisma.join(ids)}) GROUP BY r."roleId"`,
  ]);
  const assignments = new Map(counts.map(({ roleId, count }) => [roleId, Number(count)]));
  return inOrder(ids, rows).map((row) => ({
    ...toCatalogueRole(row),
    ownTags: readTagMap(row.tags),
    accountTags: readTagMap(row.account.tags),
    source: effectiveSource(row.source, row.account.source),
    managedBy: row.managedBy,
    assignments: assignments.get(row.id) ?? 0,
  }));
}
