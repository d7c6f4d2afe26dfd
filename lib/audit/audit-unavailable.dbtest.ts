import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { issueCredentials } from "#lib/access/issue-credentials.ts";
import { openConsole } from "#lib/access/open-console.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { checkAuditWritable } from "./check-writable.ts";
import { verifyChain } from "./verify-chain.ts";

const aws = testAws();
testDatabase();

let owner: Viewer;
let member: Viewer;
let roleId = "";
let assignmentId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  member = await addViewer("member");
  const made = await assignNewRole(owner, member, testRoleArn("Developer"));
  roleId = made.role.id;
  assignmentId = made.assignment.id;
});

const sql = (statement: string) => db().$executeRawUnsafe(statement);
/** Somebody at the database itself, not through the portal. */
async function administrator(...statements: string[]): Promise<void> {
  if (testProvider === "sqlite") {
    for (const statement of statements) await sql(statement);
    return;
  }
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

type Breakage = { break: () => Promise<unknown>; repair: () => Promise<unknown> };

const common: Record<string, Breakage> = {
  "the events table is gone": {
    break: () => administrator(`ALTER TABLE "AuditEvent" RENAME TO "AuditEventAway"`),
    repair: () => administrator(`ALTER TABLE "AuditEventAway" RENAME TO "AuditEvent"`),
  },
  "the head table is gone": {
    break: () => administrator(`ALTER TABLE "AuditHead" RENAME TO "AuditHeadAway"`),
    repair: () => administrator(`ALTER TABLE "AuditHeadAway" RENAME TO "AuditHead"`),
  },
  "a column is gone": {
    break: () => administrator(`ALTER TABLE "AuditEvent" RENAME COLUMN "body" TO "away"`),
    repair: () => administrator(`ALTER TABLE "AuditEvent" RENAME COLUMN "away" TO "body"`),
  },
  "the head row is gone": {
    break: () => administrator(`UPDATE "AuditHead" SET "id" = 2`),
    repair: () => administrator(`UPDATE "AuditHead" SET "id" = 1`),
  },
  "the next sequence is taken": {
    break: () =>
      administrator(
        `INSERT INTO "AuditEvent" ("sequence", "at", "event", "outcome", "body", "previousHash", "hash") SELECT "sequence" + 1, '2026-01-01', 'x', 'x', '{}', '', '' FROM "AuditHead"`,
      ),
    repair: () =>
      testProvider === "sqlite"
        ? administrator(
            `DROP TRIGGER "AuditEvent_refuse_delete"`,
            `DELETE FROM "AuditEvent" WHERE "event" = 'x'`,
            `CREATE TRIGGER "AuditEvent_refuse_delete" BEFORE DELETE ON "AuditEvent" BEGIN SELECT RAISE(ABORT, 'no'); END`,
          )
        : administrator(
            `ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`,
            `DELETE FROM "AuditEvent" WHERE "event" = 'x'`,
            `ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`,
          ),
  },
};

const sqlite: Record<string, Breakage> = {
  "a trigger refuses inserts": {
    break: () =>
      administrator(`CREATE TRIGGER "no" BEFORE INSERT ON "AuditEvent" BEGIN SELECT RAISE(ABORT, 'no'); END`),
    repair: () => administrator(`DROP TRIGGER "no"`),
  },
  "a trigger rolls everything back": {
    break: () =>
      administrator(
        `CREATE TRIGGER "no" BEFORE INSERT ON "AuditEvent" BEGIN SELECT RAISE(ROLLBACK, 'no'); END`,
      ),
    repair: () => administrator(`DROP TRIGGER "no"`),
  },
  "the database is read-only": {
    break: () => db().$queryRawUnsafe("PRAGMA query_only = ON"),
    repair: () => db().$queryRawUnsafe("PRAGMA query_only = OFF"),
  },
  "the disk is full": {
    break: async () => {
      const rows = await db().$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
      await db().$queryRawUnsafe(`PRAGMA max_page_count = ${rows[0]?.page_count}`);
      // Use up what room is left inside the pages.
      for (let size = 4000; size >= 1; size = Math.floor(size / 2))
        for (let more = true; more; )
          more = await sql(
            `INSERT INTO "Counter" ("key", "windowStart", "count") VALUES (hex(randomblob(${size})), '2026-01-01', 1)`,
          ).then(
            () => true,
            () => false,
          );
      await sql(`CREATE TRIGGER "big" AFTER INSERT ON "AuditEvent" BEGIN
        INSERT INTO "Counter" ("key", "windowStart", "count") VALUES (hex(randomblob(9000)), '2026-01-01', 1); END`).catch(
        () => undefined,
      );
    },
    repair: async () => {
      await db().$queryRawUnsafe("PRAGMA max_page_count = 1073741823");
      await sql(`DROP TRIGGER IF EXISTS "big"`);
      await db().counter.deleteMany();
    },
  },
};

const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const inDatabase = (action: string) =>
  `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ${action}', current_database()); END $$`;

const postgresql: Record<string, Breakage> = {
  "a trigger refuses inserts": {
    break: () =>
      administrator(
        `CREATE TRIGGER "no" BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"()`,
      ),
    repair: () => administrator(`DROP TRIGGER "no" ON "AuditEvent"`),
  },
  "the database is read-only": {
    break: () => administrator(inDatabase("SET default_transaction_read_only = on"), terminate),
    repair: () =>
      administrator(
        "SET default_transaction_read_only = off",
        inDatabase("RESET default_transaction_read_only"),
        terminate,
      ),
  },
};

test("what cannot be recorded is not done: no credentials, no change, audit_unavailable; repaired, it works again", async () => {
  await issueCredentials(member, { roleId });
  const attempts = 40;
  let leaked = 0;
  const breakages = { ...common, ...(testProvider === "sqlite" ? sqlite : postgresql) };
  for (const [name, breakage] of Object.entries(breakages)) {
    const stored = await everythingStored();
    await breakage.break();
    const codes: string[] = [];
    for (let attempt = 0; attempt < attempts; attempt += 8) {
      const wave = Array.from({ length: 8 }, (_, index) =>
        refusalCode(
          index % 4 === 3
            ? revokeAssignment(owner, assignmentId)
            : index % 2 === 0
              ? issueCredentials(member, { roleId })
              : openConsole(member, { roleId }),
        ),
      );
      codes.push(...(await Promise.all(wave)));
    }
    leaked += codes.filter((code) => code === "none").length;
    expect.soft(new Set(codes), name).toEqual(new Set(["audit_unavailable"]));
    expect.soft(await refusalCode(freshCheck()), `ready: ${name}`).toBe("audit_unavailable");
    await breakage.repair();
    expect.soft(await refusalCode(issueCredentials(member, { roleId })), `repaired: ${name}`).toBe("none");
    expect.soft(withoutUses(await everythingStored()), name).toBe(withoutUses(stored));
    expect.soft((await verifyChain()).ok, `chain: ${name}`).toBe(true);
  }
  printFigure("G5", {
    provider: testProvider,
    waysToBreak: Object.keys(breakages).length,
    attempts: attempts * Object.keys(breakages).length,
    credentials: leaked,
  });
  expect(leaked).toBe(0);
  expect(await refusalCode(freshCheck())).toBe("none");
});

/** The check is shared for a second: wait for the next one. */
async function freshCheck(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1010));
  return checkAuditWritable();
}

const withoutUses = (stored: string) => JSON.stringify(JSON.parse(stored).slice(0, 8));

test("an audit log that breaks while AWS is asked leaves the credentials unanswered", async () => {
  const before = await lastSequence();
  await aws.fault("sts", "delay", { ms: 600 });
  const asked = Array.from({ length: 8 }, () => refusalCode(issueCredentials(member, { roleId })));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await common["the events table is gone"]?.break();
  const codes = await Promise.all(asked);
  await common["the events table is gone"]?.repair();
  await aws.clearFaults();
  expect(new Set(codes)).toEqual(new Set(["audit_unavailable"]));
  const events = await eventsAfter(before);
  expect(events.map((event) => event.event)).toEqual(
    Array.from({ length: 8 }, () => "role.assume.requested"),
  );
});

test.runIf(testProvider === "postgresql")(
  "connections that are killed under way give no unrecorded credentials, and new ones are made",
  async () => {
    const before = await lastSequence();
    let killing = true;
    let kills = 0;
    const killer = (async () => {
      while (killing) {
        await administrator(terminate);
        kills += 1;
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    })();
    const codes: string[] = [];
    for (let wave = 0; wave < 15; wave += 1)
      codes.push(
        ...(await Promise.all(
          Array.from({ length: 8 }, () => refusalCode(issueCredentials(member, { roleId }))),
        )),
      );
    killing = false;
    await killer;
    const given = codes.filter((code) => code === "none").length;
    const issued = (await eventsAfter(before)).filter((event) => event.event === "role.assume.issued").length;
    printFigure("G5 killed connections", { attempts: codes.length, kills, given, issued });
    expect(issued).toBeGreaterThanOrEqual(given);
    expect(codes.filter((code) => code !== "none" && code !== "audit_unavailable")).toEqual([]);
    expect(await refusalCode(issueCredentials(member, { roleId }))).toBe("none");
    expect((await verifyChain()).ok).toBe(true);
  },
);
