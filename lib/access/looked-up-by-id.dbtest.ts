import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { requireReachedRoles } from "#lib/tokens/require-reached-roles.ts";
import { readPickerList } from "./list-picker-roles.ts";
import { readRowsOf } from "./read-export-rows.ts";

testDatabase();

let person: Viewer;
let roleIds: string[];

beforeAll(async () => {
  const owner = await addViewer("owner");
  person = await addViewer();
  roleIds = [];
  for (const name of ["One", "Two", "Three"]) {
    const { role } = await assignNewRole(owner, person, `arn:aws:iam::123456789012:role/${name}`);
    roleIds.push(role.id);
  }
});

/** The statements with a table of ids that some work makes; they run as they would. */
async function askedById(work: (listened: Tx) => Promise<unknown>): Promise<Prisma.Sql[]> {
  const heard: Prisma.Sql[] = [];
  const client = db();
  const listened = new Proxy(client, {
    get: (whole, name) =>
      name === "$queryRaw"
        ? (sql: Prisma.Sql) => {
            heard.push(sql);
            return whole.$queryRaw(sql);
          }
        : Reflect.get(whole, name),
  });
  // What `db()` hands to everybody in this process.
  Reflect.set(globalThis, "genkanDb", listened);
  try {
    await work(listened);
  } finally {
    Reflect.set(globalThis, "genkanDb", client);
  }
  return heard.filter(({ sql }) => sql.includes("json_each"));
}

const questions: [name: string, statements: number, ask: (listened: Tx) => Promise<unknown>][] = [
  ["the picker's list", 2, () => readPickerList(person)],
  ["exports", 1, () => readRowsOf(roleIds, person.personId)],
  ["tokens of some roles", 1, (listened) => requireReachedRoles(listened, person, roleIds)],
];

// PostgreSQL chooses by what it knows of the tables. SQLite goes by the order that CROSS JOIN writes.
test.runIf(testProvider === "sqlite").each(questions)(
  "SQLite reads the ids of %s once, and looks up the rest by each",
  async (_, statements, ask) => {
    const asked = await askedById(ask);
    expect(asked).toHaveLength(statements);
    for (const sql of asked) {
      const steps = await db().$queryRaw<{ detail: string }[]>(Prisma.sql`EXPLAIN QUERY PLAN ${sql}`);
      const [first, ...rest] = steps.map((step) => step.detail);
      expect.soft(first).toMatch(/^SCAN e\b/);
      expect.soft(rest.filter((detail) => /\bSCAN\b/.test(detail))).toEqual([]);
      expect.soft(rest.some((detail) => /^SEARCH [rc] USING .*\(id=\?\)/.test(detail))).toBe(true);
    }
  },
);
