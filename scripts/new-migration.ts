// npm run migration -- NAME: writes, for both databases, the SQL from the schema of the last commit to the schema
// of the working tree. It is read, and completed by hand where triggers or data must move, before it is committed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaEngine } from "../lib/db/migrate.ts";
import { postgresqlTwin } from "./schema-twin.ts";

const root = join(import.meta.dirname, "..");
const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write("give the migration a name for its intent: npm run migration -- add_groups\n");
  process.exit(1);
}

const committed = spawnSync("git", ["show", "HEAD:prisma/schema.prisma"], { cwd: root, encoding: "utf8" });
const before = committed.status === 0 ? committed.stdout : null;
const after = readFileSync(join(root, "prisma/schema.prisma"), "utf8");
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const { engine, dispose } = await schemaEngine(`file:${join(tmpdir(), `genkan-${stamp}.db`)}`, root);

for (const provider of ["sqlite", "postgresql"] as const) {
  const schema = (text: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: "schema.prisma", content: provider === "sqlite" ? text : postgresqlTwin(text) }],
  });
  const { stdout } = await engine.diff({
    from: before === null ? { tag: "empty" } : schema(before),
    to: schema(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const folder = join(root, "prisma/migrations", provider, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), stdout ?? "");
  process.stdout.write(`${folder}/migration.sql\n`);
}
await dispose();
