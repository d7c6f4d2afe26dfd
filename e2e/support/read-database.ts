import Database from "better-sqlite3";
import pg from "pg";
import { member } from "./api-client.ts";

/** Rows of a portal's database, read past the portal: an SQLite file or a PostgreSQL address. */
export async function readDatabase(database: string, sql: string): Promise<unknown[]> {
  return database.startsWith("postgres") ? readPostgres(database, sql) : readSqlite(database, sql);
}

/** Every `issued` event's own fields by request id. */
export async function issuedEvents(database: string): Promise<Map<string, unknown>> {
  const rows = await readDatabase(
    database,
    `SELECT "requestId", "body" FROM "AuditEvent" WHERE "event" = 'role.assume.issued'`,
  );
  return new Map(
    rows.map((row) => {
      const body: unknown = JSON.parse(String(member(row, "body")));
      return [String(member(row, "requestId")), member(body, "fields")];
    }),
  );
}

function readSqlite(file: string, sql: string): unknown[] {
  const database = new Database(file);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

async function readPostgres(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
