import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DiffTarget } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { afterAll, expect, inject, test, vi } from "vitest";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { postgresqlTwin } from "../../scripts/schema-twin.ts";
import { createDatabase } from "../../scripts/test-postgres.ts";
import { boot } from "../../server/boot.ts";
import { db } from "./client.ts";
import { migrate, readMigrations, readSchema, schemaEngine } from "./migrate.ts";

testDatabase();

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "genkan-migrate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const emptyDatabase = async () => {
  made += 1;
  return testProvider === "sqlite"
    ? `file:${join(folder, `${made}.db`)}`
    : createDatabase(inject("postgresUrl"), "migrate");
};

test("an empty database is given every migration, in order, and a migrated one none", async () => {
  const url = await emptyDatabase();
  const names = readMigrations(testProvider, root).migrationDirectories.map((directory) => directory.path);
  expect(await migrate(url, root)).toEqual(names);
  expect(await migrate(url, root)).toEqual([]);
  expect(await migrate(url, root)).toEqual([]);
});

test("the migrations make exactly the schema", async () => {
  const url = await emptyDatabase();
  await migrate(url, root);
  const { engine, dispose } = await schemaEngine(url, root);
  const files = [{ path: "schema.prisma", content: readSchema(testProvider, root) }];
  const difference = async (from: DiffTarget) => {
    const to: DiffTarget = { tag: "schemaDatamodel", files };
    const filters = { externalTables: [], externalEnums: [] };
    return (await engine.diff({ from, to, script: true, exitCode: null, filters })).stdout ?? "";
  };
  if (testProvider === "sqlite") {
    const left = await difference({ tag: "schemaDatasource", files, configDir: root });
    expect(left.replace(/^--.*$/gm, "").trim()).toBe("");
  } else {
    // The engine cannot describe a live PostgreSQL through an adapter: compare two, made either way.
    const fresh = await emptyDatabase();
    await query(fresh, await difference({ tag: "empty" }));
    const described = await describePostgresql(fresh);
    expect(described.length).toBeGreaterThan(100);
    expect(await describePostgresql(url)).toEqual(described);
  }
  await dispose();
});

async function query(url: string, statements: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statements)).rows;
  } finally {
    await client.end();
  }
}

/** Every column, index and constraint, but those of the migrations' own table. */
async function describePostgresql(url: string): Promise<string[]> {
  const rows = await query(
    url,
    `SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, datetime_precision) AS line
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
     UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
     UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'`,
  );
  return rows.map((row) => String(row.line)).sort();
}

test("the PostgreSQL schema is the source schema's twin", () => {
  expect(readSchema("postgresql", root)).toBe(postgresqlTwin(readSchema("sqlite", root)));
});

test("both databases have migrations of the same names", () => {
  const names = (provider: "sqlite" | "postgresql") =>
    readMigrations(provider, root).migrationDirectories.map((directory) => directory.path);
  expect(names("postgresql")).toEqual(names("sqlite"));
});

test("starting again keeps what is there", async () => {
  const before = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const { applied, setupUrl } = await boot(root);
  expect(applied).toEqual([]);
  expect(setupUrl).toMatch(/\/setup#token=[\w-]{32}$/);
  const after = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  expect(after.secretCheck).toBe(before.secretCheck);
  expect(after.setupTokenHash).not.toBe(before.setupTokenHash);
  expect(setupUrl).not.toContain(after.setupTokenHash ?? "none");
});

test("another GENKAN_SECRET is refused at start, and nothing is changed or told", async () => {
  const before = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const right = process.env.GENKAN_SECRET;
  const wrong = "Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr1Qq0Pp";
  process.env.GENKAN_SECRET = wrong;
  vi.resetModules();
  const fresh = await import("../../server/boot.ts");
  const refusal = await fresh.boot(root).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refusal).toHaveProperty("name", "StartError");
  const told = String(refusal);
  expect(told).toContain("GENKAN_SECRET");
  for (const secret of [wrong, right ?? "none", before.secretCheck]) expect(told).not.toContain(secret);
  process.env.GENKAN_SECRET = right;
  vi.resetModules();
  expect(await db().installation.findUniqueOrThrow({ where: { id: 1 } })).toEqual(before);
});

test("a database that cannot be opened is a StartError that shows no password", async () => {
  const url =
    testProvider === "sqlite"
      ? "file:/proc/nowhere/genkan.db"
      : "postgresql://genkan:canary-password@127.0.0.1:1/genkan";
  const right = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url;
  vi.resetModules();
  const fresh = await import("../../server/boot.ts");
  const refusal = await fresh.boot(root).then(
    () => null,
    (error: unknown) => error,
  );
  process.env.DATABASE_URL = right;
  vi.resetModules();
  expect(refusal).toHaveProperty("name", "StartError");
  expect(String(refusal)).not.toContain("canary");
});

test.runIf(testProvider === "sqlite")(
  "a second process is refused the same SQLite file, and gets it when the first is gone",
  () => {
    const file = join(folder, "locked.db");
    const hold = `import { holdWriterLock } from "#lib/db/writer-lock.ts"; holdWriterLock(${JSON.stringify(file)});`;
    const run = (script: string) =>
      spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script], {
        cwd: root,
        encoding: "utf8",
      });
    const second = `
    import { spawnSync } from "node:child_process";
    ${hold}
    holdWriterLock(${JSON.stringify(file)});
    const other = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", ${JSON.stringify(hold)}], { encoding: "utf8" });
    process.stdout.write(JSON.stringify({ status: other.status, busy: other.stderr.includes("SQLITE_BUSY") }));`;
    const first = run(second);
    expect(first.stderr.replace(/^\(.*$/gm, "").trim()).toBe("");
    expect(JSON.parse(first.stdout)).toEqual({ status: 1, busy: true });
    expect(run(hold).status).toBe(0);
  },
);
