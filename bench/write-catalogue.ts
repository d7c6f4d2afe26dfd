import Database from "better-sqlite3";
import pg from "pg";
import type { TableRow, TableRows } from "./catalogue-rows.ts";

/** A database behind a portal, reached past it. */
export type BenchDatabase = {
  /** The one owner's password hash, so that others can sign in with the same words. */
  passwordHash: () => Promise<string>;
  write: (tables: TableRows) => Promise<void>;
  close: () => Promise<void>;
};

/** @param url `file:path` or `postgresql://…` */
export function openBenchDatabase(url: string): BenchDatabase {
  return url.startsWith("file:") ? onSqlite(url.slice("file:".length)) : onPostgres(url);
}

const hashQuery = `SELECT "passwordHash" AS hash FROM "Person" WHERE "portalRole" = 'owner'`;

function onSqlite(file: string): BenchDatabase {
  const database = new Database(file, { timeout: 5000 });
  return {
    passwordHash: async () => hashOf(database.prepare(hashQuery).get()),
    // No ANALYZE: the portal runs none either.
    write: async (tables) =>
      database.transaction(() => {
        for (const [table, rows] of tables) {
          const columns = Object.keys(rows[0] ?? {});
          const insert = database.prepare(
            `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`)}) VALUES (${columns.map(() => "?")})`,
          );
          for (const row of rows) insert.run(columns.map((name) => asSqlite(row[name] ?? null)));
        }
      })(),
    close: async () => void database.close(),
  };
}

function onPostgres(url: string): BenchDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  return {
    passwordHash: async () => hashOf((await pool.query(hashQuery)).rows[0]),
    async write(tables) {
      for (const [table, rows] of tables)
        await pool.query(
          `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`,
          [JSON.stringify(rows)],
        );
      // As its autovacuum does a minute after so many rows.
      await pool.query("ANALYZE");
    },
    close: () => pool.end(),
  };
}

const asSqlite = (value: TableRow[string]) => (typeof value === "boolean" ? Number(value) : (value ?? null));

function hashOf(row: unknown): string {
  const hash = row !== null && typeof row === "object" ? Reflect.get(row, "hash") : null;
  if (typeof hash !== "string") throw new Error("the portal has no owner yet");
  return hash;
}
