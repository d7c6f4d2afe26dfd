import { dirname } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#lib/env.ts";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client.ts";
import { type Prisma, PrismaClient as SqliteClient } from "./generated/sqlite/client.ts";
import { makeFolder } from "./make-folder.ts";
import { sqliteAdapter } from "./sqlite-adapter.ts";

/** Both generated clients come from one source schema; SQLite's types stand for either. */
export type Db = SqliteClient;
/** What a transaction callback may use. */
export type Tx = Prisma.TransactionClient;
export type Provider = "sqlite" | "postgresql";

/** Which database a DATABASE_URL names. */
export function providerOf(url: string): Provider {
  return url.startsWith("file:") ? "sqlite" : "postgresql";
}

/**
 * Connects to a database. For SQLite the file's folder is made when absent.
 * @param url `file:path` or `postgresql://…`
 */
export function connect(url: string): Db {
  if (providerOf(url) === "sqlite") {
    makeFolder(dirname(url.slice("file:".length)));
    return new SqliteClient({ adapter: sqliteAdapter(url) });
  }
  // Prisma's own mark of a pooler that hands each transaction another connection, which lacks what was prepared.
  const pooled = new URL(url).searchParams.get("pgbouncer") === "true";
  // A lock that somebody else keeps, or a server that no longer answers, ends in a refusal and not in waiting.
  const limits = pooled ? {} : { lock_timeout: 1500, statement_timeout: 5000 };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 1500,
    query_timeout: 6000,
    ...limits,
  });
  // A connection that the server ends while nobody listens would end this process. Its next query fails instead.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  const naming = pooled ? {} : { statementNameGenerator: nameStatement };
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, ...naming });
  return sameModels(new PostgresqlClient({ adapter }));
}

const statementNames = new Map<string, string>();
const mostStatementNames = 500;

/**
 * A named statement is parsed and planned once a connection instead of every time. Past the limit the name is
 * empty, which is PostgreSQL's unnamed statement.
 */
function nameStatement({ sql }: { sql: string }): string {
  let name = statementNames.get(sql);
  if (name === undefined) {
    if (statementNames.size >= mostStatementNames) return "";
    name = `genkan_${statementNames.size}`;
    statementNames.set(sql, name);
  }
  return name;
}

/** The two generated clients have the same models by construction (scripts/generate.ts). */
function sameModels(client: PostgresqlClient): Db {
  const untyped: unknown = client;
  return untyped as Db;
}

const holder: { genkanDb?: Db } = globalThis as { genkanDb?: Db };

/** This process's client, opened at first use. */
export function db(): Db {
  holder.genkanDb ??= connect(env().DATABASE_URL);
  return holder.genkanDb;
}

/** The provider behind `db()`. */
export function provider(): Provider {
  return providerOf(env().DATABASE_URL);
}

/** Closes `db()`; the next use opens it again. */
export async function disconnect(): Promise<void> {
  const open = holder.genkanDb;
  delete holder.genkanDb;
  await open?.$disconnect();
}
