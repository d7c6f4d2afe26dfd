import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { keyFor } from "#lib/secrets/keys.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { randomEvents } from "#lib/testing/random-events.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { canonicalJson, genesisHash, linkHash } from "./chain.ts";
import { recordEvent, transact } from "./transact.ts";
import { verifyChain } from "./verify-chain.ts";

testDatabase();

const append = (count: number, seed: number) =>
  Promise.all(
    randomEvents(count, seed).map(({ actor, draft }) =>
      transact(async (tx) => recordEvent(tx, actor, draft)),
    ),
  );
const sql = (statement: string) => db().$executeRawUnsafe(statement);

test("an empty log verifies", async () => {
  expect(await verifyChain()).toEqual({ ok: true, events: 0, head: { sequence: 0, hash: genesisHash } });
});

test("a chain over 1,000 random events verifies, also from a head that was printed on the way", async () => {
  await append(999, 3);
  const { sequence, hash } = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  await append(1, 4);
  const report = await verifyChain({ sequence: Number(sequence), hash });
  expect(report).toMatchObject({ ok: true, events: 1000 });
  expect(report.ok && (await verifyChain(report.head)).ok).toBe(true);
});

test("a printed head of another hash, or from further on, is found", async () => {
  const { hash } = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  expect((await verifyChain({ sequence: 999, hash })).ok).toBe(false);
  expect(await verifyChain({ sequence: 1001, hash })).toMatchObject({ ok: false, problem: "tail_cut" });
});

test("the database refuses to update, delete or truncate audit events, and to delete the head", async () => {
  const before = await verifyChain();
  const statements = [
    `UPDATE "AuditEvent" SET "outcome" = 'done' WHERE "sequence" = 5`,
    `UPDATE "AuditEvent" SET "sequence" = 5000 WHERE "sequence" = 5`,
    `DELETE FROM "AuditEvent" WHERE "sequence" = 5`,
    `DELETE FROM "AuditEvent"`,
    `DELETE FROM "AuditHead"`,
    ...(testProvider === "postgresql"
      ? [`TRUNCATE "AuditEvent"`, `TRUNCATE "AuditEvent" CASCADE`, `TRUNCATE "AuditHead"`]
      : [
          `INSERT OR REPLACE INTO "AuditEvent" SELECT * FROM "AuditEvent" WHERE "sequence" = 5`,
          `INSERT OR REPLACE INTO "AuditHead" SELECT * FROM "AuditHead"`,
        ]),
  ];
  for (const statement of statements) await expect(sql(statement), statement).rejects.toThrow();
  await expect(db().auditEvent.deleteMany()).rejects.toThrow();
  await expect(db().auditEvent.updateMany({ data: { body: "{}" } })).rejects.toThrow();
  expect(await verifyChain()).toEqual(before);
});

test("30,000 events are verified; the speed is printed", async () => {
  const key = keyFor("audit-chain");
  const start = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  let { hash } = start;
  const samples = randomEvents(500, 5);
  const at = new Date("2026-03-01T12:00:00.123Z");
  const link = (sequence: bigint) => {
    const sample = samples[Number(sequence) % samples.length];
    if (!sample) throw new Error("there are samples");
    const { actor, draft } = sample;
    const columns = {
      event: draft.event,
      outcome: draft.outcome,
      viewerId: actor.id,
      viewerName: actor.name,
      subjectId: draft.subjectId ?? null,
      roleId: draft.roleId ?? null,
      roleArn: draft.roleArn ?? null,
      accountId: draft.accountId ?? null,
      requestId: actor.requestId,
    };
    const body = canonicalJson({
      ...columns,
      at: at.toISOString(),
      address: actor.address,
      fields: draft.fields,
    });
    const previousHash = hash;
    hash = linkHash(key, previousHash, sequence, body);
    return { ...columns, at, sequence, body, previousHash, hash };
  };
  const last = start.sequence + 29_000n;
  const size = 5000n;
  for (let sequence = start.sequence; sequence < last; sequence += size) {
    const count = Number(last - sequence < size ? last - sequence : size);
    await insertRows(Array.from({ length: count }, (_, index) => link(sequence + 1n + BigInt(index))));
  }
  await db().auditHead.update({ where: { id: 1 }, data: { sequence: last, hash } });
  const startedAt = performance.now();
  const report = await verifyChain({ sequence: Number(last), hash });
  const seconds = (performance.now() - startedAt) / 1000;
  printFigure("G25 verification", {
    provider: testProvider,
    events: report.events,
    seconds: seconds.toFixed(2),
    eventsPerSecond: Math.round(report.events / seconds),
    aMillionInSeconds: Math.round((seconds * 1_000_000) / report.events),
  });
  expect(report).toMatchObject({ ok: true, events: 30_000 });
});

/** Many rows by one statement: what is measured is verification, not this. */
async function insertRows(rows: readonly ({ sequence: bigint; at: Date } & object)[]): Promise<void> {
  const json = JSON.stringify(rows.map((row) => ({ ...row, sequence: Number(row.sequence) })));
  if (testProvider === "postgresql") {
    const from = `json_populate_recordset(NULL::"AuditEvent", $1::json)`;
    await db().$executeRawUnsafe(`INSERT INTO "AuditEvent" SELECT * FROM ${from}`, json);
    return;
  }
  const names = Object.keys(rows[0] ?? {});
  const values = names.map((name) => `value ->> '${name}'`);
  await db().$executeRawUnsafe(
    `INSERT INTO "AuditEvent" (${names.map((name) => `"${name}"`).join(", ")}) SELECT ${values.join(", ")} FROM json_each(?)`,
    json,
  );
}
