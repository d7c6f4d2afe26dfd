import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAlone } from "#lib/audit/transact.ts";
import { anonymousActor } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { holdWriterLock } from "#lib/db/writer-lock.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";

// A backup is made, sign-ins end, the backup is restored: nobody may come back in with what was ended.

const folder = mkdtempSync(join(tmpdir(), "genkan-restore-"));
const restored = join(folder, "restored.db");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
testDatabase();

function run(script: string, args: string[] = [], env: Record<string, string> = {}) {
  return spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, script), ...args],
    { env: { ...process.env, DATABASE_URL: `file:${restored}`, ...env }, encoding: "utf8" },
  );
}
const endSignIns = (env: Record<string, string> = {}) => run("end-sign-ins.ts", [], env);

function inRestored<T>(ask: (database: Database.Database) => T): T {
  const database = new Database(restored);
  try {
    return ask(database);
  } finally {
    database.close();
  }
}
const count = (sql: string) =>
  inRestored((database) => Number(database.prepare(`SELECT count(*) FROM ${sql}`).pluck().get()));

const recordSomething = () =>
  recordAlone(anonymousActor(testRequest), { event: "sign_in.failed", outcome: "refused" });
const head = async () => {
  const { sequence, hash } = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  return `${sequence}:${hash}`;
};

let headAtBackup = "";
let headLater = "";
beforeAll(async () => {
  for (const role of ["owner", "member", "member"] as const) await addViewer(role);
  await recordSomething();
  headAtBackup = await head();
  await db().$executeRaw`VACUUM INTO ${restored}`;
  await db().signIn.updateMany({ data: { endedAt: new Date() } });
  await recordSomething();
  headLater = await head();
});

test("a restored backup holds the sign-ins that were ended since, and under another secret none is touched", () => {
  expect(count(`"SignIn" WHERE "endedAt" IS NULL`)).toBe(3);
  const refused = endSignIns({ GENKAN_SECRET: "another-Secret-7Kq2Zx5Lk9Rt3Vb7Nm1Hj4" });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("GENKAN_SECRET is not the secret");
  expect(count(`"SignIn" WHERE "endedAt" IS NULL`)).toBe(3);
});

test("a file that is not there, and an argument, are refused", () => {
  const missing = join(folder, "elsewhere", "missing.db");
  expect(endSignIns({ DATABASE_URL: `file:${missing}` })).toMatchObject({ status: 1, stdout: "" });
  expect(existsSync(join(folder, "elsewhere"))).toBe(false);
  expect(run("end-sign-ins.ts", ["--all"]).status).toBe(1);
});

test("the command ends all of them, on record, and the log follows the head of the time of the backup", () => {
  const ended = endSignIns();
  expect(ended.stderr).toBe("");
  expect(ended.status).toBe(0);
  expect(ended.stdout).toContain("sign-ins ended: 3\n");
  expect(ended.stdout).toContain('"event":"audit.head"');
  expect(count(`"SignIn" WHERE "endedAt" IS NULL`)).toBe(0);
  expect(count(`"AuditEvent" WHERE "event" = 'sign_in.ended' AND "viewerName" = 'operator'`)).toBe(1);
  expect(run("audit-verify.ts", ["--head", headAtBackup]).status).toBe(0);
  const later = run("audit-verify.ts", ["--head", headLater]);
  expect(later.status).toBe(1);
  expect(endSignIns().stdout).toContain("sign-ins ended: 0\n");
  expect(count(`"AuditEvent" WHERE "event" = 'sign_in.ended'`)).toBe(1);
});

test("a backup keeps what forbids changing the log", () => {
  for (const sql of [`UPDATE "AuditEvent" SET "event" = 'x'`, `DELETE FROM "AuditEvent"`])
    expect(() => inRestored((database) => database.prepare(sql).run())).toThrow();
});

test("beside a running server on the same file it is refused", () => {
  holdWriterLock(restored);
  const refused = endSignIns();
  expect([refused.status, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain("Another server is using");
});
