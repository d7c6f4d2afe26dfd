import { db, provider } from "./client.ts";
import { Prisma as PostgresqlPrisma } from "./generated/postgresql/client.ts";
import { Prisma as SqlitePrisma } from "./generated/sqlite/client.ts";

/** Plain SQL with its values, for the provider at hand. */
export type SqlText = ReturnType<typeof SqlitePrisma.sql>;

/** `sql` and its companions of the provider at hand: one template serves both. */
export function sqlOf(): Pick<typeof SqlitePrisma, "sql" | "raw" | "empty"> {
  return provider() === "sqlite" ? SqlitePrisma : PostgresqlPrisma;
}

/**
 * Reads thousands of narrow rows: the database writes them as one JSON text, because each row and value costs more on
 * its way through the driver and Prisma than in the database. For text, numbers and booleans, which SQLite has as 0
 * and 1; no dates.
 * @param columns trusted names, never values
 * @param rest FROM and what follows
 * @returns the values of each row in the order of the columns
 */
export async function readTuples(columns: readonly string[], rest: SqlText): Promise<unknown[][]> {
  const { sql, raw } = sqlOf();
  const list = raw(columns.join(", "));
  const tuples =
    provider() === "sqlite"
      ? sql`json_group_array(json_array(${list}))`
      : sql`CAST(json_agg(json_build_array(${list})) AS text)`;
  const rows = await db().$queryRaw<{ tuples: string | null }[]>(sql`SELECT ${tuples} AS "tuples" ${rest}`);
  const read: unknown = JSON.parse(rows[0]?.tuples ?? "[]");
  if (!Array.isArray(read) || !read.every(Array.isArray))
    throw new Error("the database wrote no list of rows");
  return read;
}

/**
 * Ids as a table `e` with the column `value`, to join with: thousands of them are one value of the statement. Joined by
 * CROSS JOIN and a condition, SQLite looks each id up; by JOIN it may read all ids for each row of the other table, which
 * is https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join.
 * @param ids our own, without commas and quotes
 */
export function idTable(ids: readonly string[]): SqlText {
  const { sql } = sqlOf();
  return provider() === "sqlite"
    ? sql`json_each(${JSON.stringify(ids)}) e`
    : sql`unnest(string_to_array(${ids.join(",")}, ',')) AS e("value")`;
}
