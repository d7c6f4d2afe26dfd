import { Prisma } from "#lib/db/generated/sqlite/client.ts";

/** The condition for rows of one catalogue file, or with `none` for those that no file owns. */
export function managedFilter(column: Prisma.Sql, managed: string | undefined): Prisma.Sql[] {
  if (managed === undefined) return [];
  return [managed === "none" ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} = ${managed}`];
}
