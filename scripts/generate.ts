// Makes everything that is derived and not committed: the PostgreSQL twin of the schema and both Prisma
// clients. Needs no network: the CLI insists on a schema engine binary that `generate` never runs.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { postgresqlTwin } from "./schema-twin.ts";

const root = join(import.meta.dirname, "..");
const source = readFileSync(join(root, "prisma/schema.prisma"), "utf8");

mkdirSync(join(root, "prisma/postgresql"), { recursive: true });
writeFileSync(join(root, "prisma/postgresql/schema.prisma"), postgresqlTwin(source));
rmSync(join(root, "lib/db/generated"), { recursive: true, force: true });

for (const schema of ["prisma/schema.prisma", "prisma/postgresql/schema.prisma"]) {
  const run = spawnSync(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", schema],
    {
      cwd: root,
      encoding: "utf8",
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (run.status !== 0) {
    process.stderr.write(`prisma generate failed for ${schema}\n${run.stdout}${run.stderr}`);
    process.exit(1);
  }
}
process.stdout.write("generated: Prisma clients for SQLite and PostgreSQL\n");
