import { beforeEach, expect, test } from "vitest";
import type { RootSource } from "#lib/access/assumption-plan.ts";
import { findMfaSession } from "#lib/access/mfa-session.ts";
import { transact } from "#lib/audit/transact.ts";
import { connect, db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { countCommittedAttempt } from "./attempts.ts";
import { purgeStale } from "./purge-stale.ts";

testDatabase();
beforeEach(async () => {
  await db().counter.deleteMany();
  await db().mfaSession.deleteMany();
});

const hour = 3_600_000;
const ago = (hours: number) => new Date(now().getTime() - hours * hour);
const counters = (count: number, hours: number) =>
  db().counter.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      key: `${hours} ${index}`,
      windowStart: ago(hours),
      count: 3,
    })),
  });

async function addMfaSession(hoursLeft: number) {
  const viewer = await addViewer();
  const row = {
    personId: viewer.personId,
    sourceId: "default",
    serialNumber: "GAHT12345678",
    sealed: "v1.sealed",
    expiresAt: ago(-hoursLeft),
    createdAt: now(),
  };
  await db().mfaSession.create({ data: row });
  return { viewer, row };
}

test("forgets attempts whose window is long over, in pieces, and no others", async () => {
  await counters(1203, 49);
  await counters(3, 47);
  await countCommittedAttempt({ name: "day", most: 1, windowSeconds: 86_400 }, "x");
  const before = await lastSequence();
  expect(await purgeStale()).toEqual({ counters: 1203, mfaSessions: 0 });
  expect(await db().counter.count()).toBe(4);
  expect(await purgeStale()).toEqual({ counters: 0, mfaSessions: 0 });
  expect(await lastSequence()).toBe(before);
});

test("empties the secret of an MFA session that ended, and keeps the device's name for the next one", async () => {
  const ended = await addMfaSession(-0.001);
  const open = await addMfaSession(1);
  expect(await purgeStale()).toEqual({ counters: 0, mfaSessions: 1 });
  const source: RootSource = {
    id: "default",
    kind: "default",
    name: "",
    profile: null,
    sealedKey: null,
    mfaSerial: null,
    issuer: null,
    audience: null,
    algorithm: null,
    version: "",
  };
  const state = await transact((tx) => findMfaSession(tx, ended.viewer, source));
  expect(state).toEqual({ session: null, serialNumber: "GAHT12345678" });
  const stored = await db().mfaSession.findMany({ orderBy: { expiresAt: "asc" } });
  expect(stored).toEqual([{ ...ended.row, sealed: "" }, open.row]);
  expect(await purgeStale()).toEqual({ counters: 0, mfaSessions: 0 });
});

test("takes nothing from those who count at the same time, on several replicas at once", async () => {
  await counters(1000, 49);
  const others = testProvider === "postgresql" ? connect(env().DATABASE_URL) : null;
  const limit = { name: "busy", most: 1000, windowSeconds: 900 };
  const [purged] = await Promise.all([
    Promise.all([purgeStale(), purgeStale(), purgeStale()]),
    ...Array.from({ length: 200 }, (_, index) => countCommittedAttempt(limit, `x${index % 5}`)),
    // Another replica counts an attempt of a subject whose last window is long over.
    ...Array.from({ length: 20 }, (_, index) =>
      others?.counter.updateMany({ where: { key: `49 ${index}` }, data: { windowStart: now(), count: 1 } }),
    ),
  ]);
  await others?.$disconnect();
  const rows = await db().counter.findMany();
  printFigure("purged while counting", {
    provider: testProvider,
    purged: purged.reduce((sum, each) => sum + each.counters, 0),
    left: rows.length,
  });
  expect(rows.every((row) => row.windowStart > ago(1))).toBe(true);
  expect(rows.filter((row) => row.key.startsWith("busy")).map((row) => row.count)).toEqual(Array(5).fill(40));
  expect(purged.reduce((sum, each) => sum + each.counters, 0) + rows.length).toBe(1005);
});

test("ends between two pieces when the server stops", async () => {
  await counters(1203, 49);
  expect(await purgeStale(AbortSignal.abort())).toEqual({ counters: 0, mfaSessions: 0 });
  expect(await db().counter.count()).toBe(1203);
});
