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
import type { AccountListItem } from "./account-list-view.ts";
import { managedFilter } from "./managed-filter.ts";

/** What this takes; described at /api/openapi.json. */
export const AccountListQuery = z.object({
  ...listInput(["name", "id", "ou", "roles"]),
  /** An account's twelve digits, or its id in the catalogue. */
  account: z.string().trim().max(64).optional(),
  tag: TagFilter.optional(),
  /** A credential source's id, or `default`. */
  source: z.string().trim().max(64).optional(),
  /** The catalogue file that owns it, or `none`. */
  managed: z.string().trim().max(200).optional(),
  /** Whether it has no roles. */
  empty: YesNo.optional(),
});

/**
 * A page of the accounts: searched, filtered and sorted. For owners, admins and auditors.
 * @throws AppError `cursor_malformed`
 */
export async function listAccountsPage(
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<ListPage<AccountListItem>> {
  requireReader(viewer);
  const query = AccountListQuery.parse(givenOf(input));
  const { ids, ...page } = await readListPage(planOf(query), query);
  const rows = await db().awsAccount.findMany({ where: { id: { in: ids } }, select: itemColumns });
  const items = inOrder(ids, rows).map(({ _count, source, ...row }) => ({
    ...row,
    tags: readTagMap(row.tags),
    sourceName: source?.name ?? null,
    roles: _count.roles,
  }));
  return { items, ...page };
}

const roleCount = Prisma.sql`(SELECT COUNT(*) FROM "AwsRole" r
  WHERE r."awsAccountId" = a."id" AND r."removedAt" IS NULL AND r."ownerId" IS NULL)`;

function planOf(query: z.output<typeof AccountListQuery>): ListPlan {
  const { account, tag, source, managed, empty } = query;
  const name = { kind: "text", by: Prisma.sql`a."name"` } as const;
  const accountId = { kind: "text", by: Prisma.sql`a."accountId"` } as const;
  return {
    from: Prisma.sql`"AwsAccount" a`,
    id: Prisma.sql`a."id"`,
    where: [
      ...(account === undefined
        ? []
        : [Prisma.sql`(a."id" = ${account} OR a."accountId" = ${account.replaceAll("-", "")})`]),
      ...(tag === undefined ? [] : [hasTag(Prisma.sql`a."tags"`, tag)]),
      ...(source === undefined ? [] : [Prisma.sql`COALESCE(a."sourceId", ${defaultSourceId}) = ${source}`]),
      ...managedFilter(Prisma.sql`a."managedBy"`, managed),
      ...(empty === undefined ? [] : [empty ? Prisma.sql`${roleCount} = 0` : Prisma.sql`${roleCount} > 0`]),
    ],
    searched: ["name", "accountId", "tags", "ouPath"].map(
      (column) => Prisma.sql`a.${Prisma.raw(`"${column}"`)}`,
    ),
    sorts: {
      name: [name, accountId],
      id: [accountId],
      ou: [{ kind: "text", by: Prisma.sql`a."ouPath"` }, name],
      roles: [{ kind: "number", by: roleCount }, name],
    },
  };
}

const itemColumns = {
  id: true,
  partition: true,
  accountId: true,
  name: true,
  color: true,
  sourceId: true,
  source: { select: { name: true } },
  tags: true,
  ouPath: true,
  managedBy: true,
  _count: { select: { roles: { where: { removedAt: null, ownerId: null } } } },
} as const;
