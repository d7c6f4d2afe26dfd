import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { type MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { type Provider, providerOf } from "./client.ts";
import { makeFolder } from "./make-folder.ts";
import { sqliteAdapter } from "./sqlite-adapter.ts";

const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies the committed migrations that a database lacks, in this process: the schema engine is WebAssembly, and
 * the `_prisma_migrations` table is Prisma's own.
 * @returns the names of the migrations applied now
 */
export async function migrate(url: string, root: string): Promise<string[]> {
  const { engine, dispose } = await schemaEngine(url, root);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(providerOf(url), root),
      filters,
    });
    return appliedMigrationNames;
  } finally {
    await dispose();
  }
}

/**
 * The engine of `prisma migrate` over a driver adapter, for one database. `dispose` closes what it opened: the
 * engine itself leaves its connections to the collector, and SQLite would stay locked.
 */
export async function schemaEngine(url: string, root: string) {
  const adapter = migrationAdapter(url);
  const opened: SqlDriverAdapter[] = [];
  const remember = async (connection: Promise<SqlDriverAdapter>) => {
    const connected = await connection;
    opened.push(connected);
    if (providerOf(url) === "postgresql") connected.executeScript = (script) => runWhole(url, script);
    return connected;
  };
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: () => remember(adapter.connect()),
    connectToShadowDb: () => remember(adapter.connectToShadowDb()),
  });
  const datamodels: [string, string][] = [["schema.prisma", readSchema(providerOf(url), root)]];
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, factory);
  const dispose = async () => {
    for (const connected of opened) await connected.dispose();
  };
  return { engine, dispose };
}

/**
 * The stock adapter cuts a script at every semicolon, also inside a function's body. PostgreSQL's simple protocol
 * takes the whole script, in one implicit transaction,
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
async function runWhole(url: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}

function migrationAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  if (providerOf(url) === "postgresql") return new PrismaPg({ connectionString: url, max: 2 });
  makeFolder(dirname(url.slice("file:".length)));
  return sqliteAdapter(url);
}

/** The schema of one provider, as text. */
export function readSchema(provider: Provider, root: string): string {
  const path = provider === "sqlite" ? "prisma/schema.prisma" : "prisma/postgresql/schema.prisma";
  return readFileSync(join(root, path), "utf8");
}

/** The committed migrations of one provider. */
export function readMigrations(provider: Provider, root: string): MigrationList {
  const baseDir = join(root, "prisma/migrations", provider);
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: `provider = "${provider}"\n` },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
