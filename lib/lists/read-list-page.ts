import { db, provider } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";
import { foldAscii } from "./fold-ascii.ts";
import { holdsWords } from "./holds-words.ts";

/** A column that a list is sorted by. Null sorts as the least. */
export type SortColumn = { kind: "text" | "number" | "time"; by: Prisma.Sql };

/** Where a list comes from: fragments of our own SQL, nothing of a request but bound values. */
export type ListPlan = {
  /** Tables and joins after FROM; one row an item. */
  from: Prisma.Sql;
  id: Prisma.Sql;
  where: readonly Prisma.Sql[];
  searched: readonly Prisma.Sql[];
  /** By the name of a sort; the id comes last by itself. */
  sorts: Readonly<Record<string, readonly SortColumn[]>>;
};

export type ListQuery = {
  q?: string | undefined;
  sort: string;
  cursor?: string | undefined;
  limit: number;
};

export type IdPage = { ids: string[]; total: number; next: string | null; previous: string | null };

const mostCounted = 100_000;

/**
 * The ids of one page, found by the place that the cursor names and not by counting rows: pages neither repeat nor
 * leave out a row when others come and go.
 * @throws AppError `cursor_malformed`
 */
export async function readListPage(plan: ListPlan, query: ListQuery): Promise<IdPage> {
  const { limit, sort } = query;
  const turned = sort.startsWith("-");
  const columns = (plan.sorts[turned ? sort.slice(1) : sort] ?? []).map(comparable);
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor, sort);
  const fitting = [...plan.where, ...(query.q ? holdsWords(plan.searched, query.q) : [])];
  const backwards = cursor?.before ?? false;
  const down = turned !== backwards;
  const key = [...columns.map((column) => column.by), binary(plan.id)];
  const beyond = cursor === null ? [] : [past(key, columns, cursor, down)];
  const shown = columns.map((column, at) => Prisma.sql`${column.by} AS ${Prisma.raw(`"s${at}"`)}`);
  const order = key.map((column) => Prisma.sql`${column} ${Prisma.raw(down ? "DESC" : "ASC")}`);
  const [found, counted] = await Promise.all([
    db().$queryRaw<
      Record<string, unknown>[]
    >`SELECT ${Prisma.join([Prisma.sql`${plan.id} AS "id"`, ...shown])}
      FROM ${plan.from} WHERE ${all([...fitting, ...beyond])}
      ORDER BY ${Prisma.join(order)} LIMIT ${limit + 1}`,
    db().$queryRaw<{ total: bigint | number }[]>`SELECT COUNT(*) AS "total" FROM
      (SELECT 1 FROM ${plan.from} WHERE ${all(fitting)} LIMIT ${mostCounted}) AS "fitting"`,
  ]);
  const more = found.length > limit;
  const rows = found.slice(0, limit).map((row) => placeOf(row, columns.length));
  if (backwards) rows.reverse();
  const at = (place: (typeof rows)[number] | undefined, before: boolean) =>
    place ? writeCursor({ sort, ...place, before }) : null;
  return {
    ids: rows.map((row) => row.id),
    total: Number(counted[0]?.total ?? 0),
    next: backwards || more ? at(rows.at(-1), false) : null,
    previous: (backwards ? more : cursor !== null) ? at(rows[0], true) : null,
  };
}

/** Rows in the order of their ids; ids whose row is gone by now are left out. */
export function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

type Comparable = { by: Prisma.Sql; number: boolean };

/** Both databases order what comes out of this alike, and none of it is null. */
function comparable({ kind, by }: SortColumn): Comparable {
  const postgresql = provider() === "postgresql";
  if (kind === "text") return { by: foldAscii(Prisma.sql`COALESCE(${by}, '')`), number: false };
  // SQLite keeps times as texts of one length, in one zone.
  if (kind === "time" && !postgresql) return { by: Prisma.sql`COALESCE(${by}, '')`, number: false };
  const number = kind === "time" ? Prisma.sql`extract(epoch from ${by}) * 1000` : by;
  return {
    by: postgresql
      ? Prisma.sql`CAST(COALESCE(${number}, 0) AS double precision)`
      : Prisma.sql`COALESCE(${number}, 0)`,
    number: true,
  };
}

function binary(id: Prisma.Sql): Prisma.Sql {
  return provider() === "postgresql" ? Prisma.sql`${id} COLLATE "C"` : id;
}

function past(
  key: readonly Prisma.Sql[],
  columns: readonly Comparable[],
  cursor: Cursor,
  down: boolean,
): Prisma.Sql {
  const values = columns.map(({ number }, at) => {
    const value = cursor.values[at];
    return number
      ? Prisma.sql`CAST(${Number(value) || 0} AS double precision)`
      : Prisma.sql`${String(value ?? "")}`;
  });
  const place = [...values, Prisma.sql`${cursor.id}`];
  return Prisma.sql`(${Prisma.join([...key])}) ${Prisma.raw(down ? "<" : ">")} (${Prisma.join(place)})`;
}

function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`1 = 1` : Prisma.join([...conditions], " AND ");
}

function placeOf(row: Record<string, unknown>, columns: number) {
  const values = Array.from({ length: columns }, (_, at) => {
    const value = row[`s${at}`];
    return typeof value === "string" ? value : Number(value);
  });
  return { id: String(row["id"]), values };
}
