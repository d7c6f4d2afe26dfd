import Database from "better-sqlite3";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { createDatabase } from "../../scripts/test-postgres.ts";
import { codeOf, member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { type SeededPortal, seedCompany } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

/** Breaks the audit log from outside, and mends it again. */
type Saboteur = { breakAudit: () => Promise<void>; mendAudit: () => Promise<void> };

const rename = (from: string, to: string) => `ALTER TABLE "${from}" RENAME TO "${to}"`;
const breaking = rename("AuditHead", "AuditHeadElsewhere");
const mending = rename("AuditHeadElsewhere", "AuditHead");

const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

const ways: [
  name: string,
  prepare: () => Promise<{ portal: Portal; saboteur: Saboteur; sandbox: Sandbox }>,
][] = [
  [
    "SQLite without its head table",
    async () => {
      const { sandbox, portal } = await startBoth();
      const run = async (sql: string) => {
        const database = new Database(portal.databaseFile, { timeout: 20_000 });
        database.exec(sql);
        database.close();
      };
      return {
        sandbox,
        portal,
        saboteur: { breakAudit: () => run(breaking), mendAudit: () => run(mending) },
      };
    },
  ],
  [
    "SQLite that another process keeps locked",
    async () => {
      const { sandbox, portal } = await startBoth();
      let lock: Database.Database | undefined;
      return {
        sandbox,
        portal,
        saboteur: {
          breakAudit: async () => {
            lock = new Database(portal.databaseFile, { timeout: 20_000 });
            lock.exec("BEGIN EXCLUSIVE");
          },
          mendAudit: async () => {
            lock?.exec("ROLLBACK");
            lock?.close();
          },
        },
      };
    },
  ],
  [
    "PostgreSQL without its head table",
    async () => {
      const databaseUrl = await createDatabase(inject("postgresUrl"), "ready");
      const { sandbox, portal } = await startBoth(databaseUrl);
      const run = async (sql: string) => {
        const client = new pg.Client({ connectionString: databaseUrl });
        await client.connect();
        await client.query(sql);
        await client.end();
      };
      return {
        sandbox,
        portal,
        saboteur: { breakAudit: () => run(breaking), mendAudit: () => run(mending) },
      };
    },
  ],
];

async function startBoth(databaseUrl?: string): Promise<{ sandbox: Sandbox; portal: Portal }> {
  const sandbox = await startSandbox();
  stops.push(() => sandbox.close());
  const portal = await startPortal({ sandboxUrl: sandbox.url, ...(databaseUrl && { databaseUrl }) });
  stops.push(() => portal.stop());
  return { sandbox, portal };
}

describe.each(ways)("%s", (name, prepare) => {
  test("gives no credentials, says 503, and works again once it is mended", async () => {
    const { portal, saboteur, sandbox } = await prepare();
    const company = await seedCompany(portal);
    expect((await issue(company)).status).toBe(200);
    await fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" });

    await saboteur.breakAudit();
    const attempts = 50;
    const worst = { ms: 0 };
    for (let attempt = 0; attempt < attempts; attempt += 10) {
      const startedAt = performance.now();
      const answers = await Promise.all(Array.from({ length: 10 }, () => issue(company)));
      worst.ms = Math.max(worst.ms, performance.now() - startedAt);
      for (const answer of answers) {
        expect(answer.status).toBe(503);
        expect(codeOf(answer)).toMatch(/^(audit|database)_unavailable$/);
        expect(answer.text).not.toMatch(/ASIA|AWS_/);
      }
    }
    // A success of the second before may still be shared.
    await expect
      .poll(async () => (await company.owner.call("GET", "/api/ready")).status, { timeout: 20_000 })
      .toBe(503);
    expect(codeOf(await company.owner.call("GET", "/api/ready"))).toMatch(/^(audit|database)_unavailable$/);
    expect((await company.owner.call("GET", "/api/health")).status).toBe(200);
    const calls: unknown = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
    expect(member(calls, "calls"), "AWS is not even asked").toEqual([]);

    await saboteur.mendAudit();
    const mendedAt = performance.now();
    await expect
      .poll(async () => (await issue(company)).status, { timeout: 20_000, interval: 100 })
      .toBe(200);
    const recovered = performance.now() - mendedAt;
    await expect
      .poll(async () => (await company.owner.call("GET", "/api/ready")).status, { timeout: 20_000 })
      .toBe(200);
    notice(
      `${name}: ${attempts} attempts, no credentials, worst ${Math.round(worst.ms)} ms, back after ${Math.round(recovered)} ms`,
    );
  });
});

const issue = ({ developer, assignedRoleId }: SeededPortal) =>
  developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {});
