import Database from "better-sqlite3";
import pg from "pg";
import type { Portal } from "../start-portal.ts";

/** Asks a portal's database behind its back, for rows or for a change. The values are `$1`, `$2` and so on, in order. */
export async function queryDatabase({ env }: Portal, sql: string, ...values: string[]): Promise<object[]> {
  const url = env["DATABASE_URL"] ?? "";
  if (url.startsWith("postgres")) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<object>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }
  const database = new Database(url.slice("file:".length), { timeout: 5000 });
  try {
    const statement = database.prepare<string[], object>(sql.replaceAll(/\$\d/g, "?"));
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
    return [];
  } finally {
    database.close();
  }
}
