import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db, disconnect } from "#lib/db/client.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { randomEvents } from "#lib/testing/random-events.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { canonicalJson, genesisHash, linkHash } from "./chain.ts";
import { recordEvent, transact } from "./transact.ts";
import { type ChainReport, verifyChain } from "./verify-chain.ts";

testDatabase();

const length = 20;
const random = seededRandom(25);
const sql = (statement: string) => db().$executeRawUnsafe(statement);

type Row = Awaited<ReturnType<typeof readRows>>[number];
const readRows = () => db().auditEvent.findMany({ orderBy: { sequence: "asc" } });

let pristine: Row[] = [];
let head = { sequence: 0n, hash: genesisHash };

beforeAll(async () => {
  for (const { actor, draft } of randomEvents(length, 6))
    await transact(async (tx) => recordEvent(tx, actor, draft));
  pristine = await readRows();
  const { sequence, hash } = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  head = { sequence, hash };
  await sql(`CREATE TABLE "Pristine" AS SELECT * FROM "AuditEvent"`);
  // Whoever can edit the log has dropped the triggers first. Nothing here needs to outlive a power cut.
  if (testProvider === "sqlite") {
    await sql("PRAGMA synchronous = OFF");
    const triggers = await db().$queryRawUnsafe<{ name: string }[]>(
      `SELECT name FROM sqlite_master WHERE type = 'trigger'`,
    );
    for (const { name } of triggers) await sql(`DROP TRIGGER "${name}"`);
  } else {
    for (const table of ["AuditEvent", "AuditHead"]) await sql(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    await sql(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
    );
    await disconnect();
  }
});

async function store(
  rows: readonly Row[],
  newHead: { sequence: bigint; hash: string } = head,
): Promise<void> {
  await db().auditEvent.deleteMany();
  await db().auditEvent.createMany({ data: [...rows] });
  await db().auditHead.deleteMany();
  await db().auditHead.create({ data: { id: 1, ...newHead } });
}

/** Everything as it was, by few statements: this runs a thousand times. */
async function restore(): Promise<void> {
  await sql(`DELETE FROM "AuditEvent"`);
  await sql(`INSERT INTO "AuditEvent" SELECT * FROM "Pristine"`);
  await db()
    .$executeRaw`INSERT INTO "AuditHead" ("id", "sequence", "hash") VALUES (1, ${head.sequence}, ${head.hash})
    ON CONFLICT ("id") DO UPDATE SET "sequence" = ${head.sequence}, "hash" = ${head.hash}`;
}

const pick = <T>(items: readonly T[]): T => {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};
const sequenceOf = () => BigInt(1 + random.below(length));
const rowAt = (sequence: bigint): Row => {
  const row = pristine[Number(sequence) - 1];
  if (!row) throw new Error("no such row");
  return row;
};
const change = (sequence: bigint, data: Partial<Row>) =>
  db().auditEvent.updateMany({ where: { sequence }, data });

const texts = [
  "event",
  "outcome",
  "viewerId",
  "viewerName",
  "subjectId",
  "roleId",
  "roleArn",
  "accountId",
  "requestId",
  "body",
  "previousHash",
  "hash",
] as const;

function otherText(text: string | null): string {
  const given = text ?? "";
  const at = random.below(given.length + 1);
  const edits = [
    `${given}x`,
    `${given.slice(0, at)}~${given.slice(at)}`,
    "",
    `${given} `,
    given.toUpperCase(),
  ];
  const other = edits.filter((edit) => edit !== text);
  return pick(other);
}

/** The same log under a key that whoever edits it made up, since the server's is out of reach. */
function forge(rows: readonly Row[]): Row[] {
  const key = randomBytes(32);
  let previousHash = genesisHash;
  return rows.map((row, index) => {
    const sequence = BigInt(index + 1);
    const hash = linkHash(key, previousHash, sequence, row.body);
    const forged = { ...row, sequence, previousHash, hash };
    previousHash = hash;
    return forged;
  });
}

const headOf = (rows: readonly Row[]) => {
  const last = rows.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : { sequence: 0n, hash: genesisHash };
};

const edits: Record<string, () => Promise<unknown>> = {
  "a text column": () => {
    const sequence = sequenceOf();
    const column = pick(texts);
    return change(sequence, { [column]: otherText(rowAt(sequence)[column]) });
  },
  "a column emptied or filled": () => {
    const sequence = sequenceOf();
    const column = pick(["viewerId", "viewerName", "subjectId", "roleId", "roleArn", "accountId"] as const);
    return change(sequence, { [column]: rowAt(sequence)[column] === null ? "" : null });
  },
  "a column taken from another event": () => {
    for (;;) {
      const sequence = sequenceOf();
      const other = sequenceOf();
      const column = pick(texts);
      const taken = rowAt(other)[column];
      if (taken !== rowAt(sequence)[column] && taken !== null) return change(sequence, { [column]: taken });
    }
  },
  "the time": () => {
    const sequence = sequenceOf();
    const by = pick([1, -1, 1000, 86_400_000, -31_536_000_000]);
    return change(sequence, { at: new Date(rowAt(sequence).at.getTime() + by) });
  },
  "the body and its columns together": () => {
    const sequence = sequenceOf();
    const body = JSON.parse(rowAt(sequence).body);
    const outcome = rowAt(sequence).outcome === "done" ? "refused" : "done";
    return change(sequence, { outcome, body: canonicalJson({ ...body, outcome }) });
  },
  "one deleted": () => sql(`DELETE FROM "AuditEvent" WHERE "sequence" = ${1 + random.below(length - 1)}`),
  "one deleted and the rest renumbered": () => {
    const gone = random.below(length - 1);
    const kept = pristine.filter((_, index) => index !== gone);
    const renumbered = kept.map((row, index) => ({ ...row, sequence: BigInt(index + 1) }));
    return store(renumbered, headOf(renumbered));
  },
  "a range deleted": () => {
    const from = 1 + random.below(length - 1);
    return sql(`DELETE FROM "AuditEvent" WHERE "sequence" >= ${from} AND "sequence" < ${from + 3}`);
  },
  "the beginning deleted": () =>
    sql(`DELETE FROM "AuditEvent" WHERE "sequence" <= ${1 + random.below(length - 1)}`),
  "the tail cut": () => sql(`DELETE FROM "AuditEvent" WHERE "sequence" > ${random.below(length)}`),
  "two events in each other's place": () => {
    const one = random.below(length);
    const other = (one + 1 + random.below(length - 1)) % length;
    const swapped = pristine.map((row, index) => {
      const from = index === one ? other : index === other ? one : index;
      return { ...rowAt(BigInt(from + 1)), sequence: row.sequence };
    });
    return store(swapped, headOf(swapped));
  },
  "bodies and columns swapped, hashes left": () => {
    const one = random.below(length);
    const other = (one + 1 + random.below(length - 1)) % length;
    const swapped = pristine.map((row, index) => {
      const from = rowAt(BigInt((index === one ? other : index === other ? one : index) + 1));
      return { ...from, sequence: row.sequence, previousHash: row.previousHash, hash: row.hash };
    });
    return store(swapped);
  },
  "an event doubled": () => {
    const at = random.below(length);
    const doubled = [...pristine.slice(0, at + 1), ...pristine.slice(at)];
    const rows = doubled.map((row, index) => ({ ...row, sequence: BigInt(index + 1) }));
    return store(rows, headOf(rows));
  },
  "an event put before the first": () =>
    db().auditEvent.create({ data: { ...rowAt(sequenceOf()), sequence: BigInt(-random.below(3)) } }),
  "an event put after the last": async () => {
    const last = rowAt(BigInt(length));
    const body = rowAt(sequenceOf()).body;
    const sequence = BigInt(length + 1);
    const hash = linkHash(randomBytes(32), last.hash, sequence, body);
    const row = { ...JSON.parse(body), at: new Date(JSON.parse(body).at), sequence, body, hash };
    const { address: _address, fields: _fields, ...columns } = row;
    await db().auditEvent.create({ data: { ...columns, previousHash: last.hash } });
    if (random.below(2) === 0) await db().auditHead.update({ where: { id: 1 }, data: { sequence, hash } });
  },
  "the whole log forged under another key": () => {
    const rows = forge(pristine.slice(random.below(5)));
    return store(rows, headOf(rows));
  },
  "the head's hash": () =>
    db().auditHead.update({ where: { id: 1 }, data: { hash: pick([otherText(head.hash), genesisHash]) } }),
  "the head's sequence": () =>
    db().auditHead.update({
      where: { id: 1 },
      data: { sequence: head.sequence + BigInt(pick([1, -1, 100, -length])) },
    }),
  "the head gone": () => db().auditHead.deleteMany(),
  "everything gone": () => db().auditEvent.deleteMany(),
};

test("1,000 random edits of the audit log are all found, and none is found where there is none", async () => {
  const kinds = Object.keys(edits);
  const missed: Record<string, number> = {};
  const found: Record<string, number> = {};
  let falseAlarms = 0;
  const total = 1000;
  for (let edit = 0; edit < total; edit += 1) {
    const kind = kinds[edit % kinds.length] ?? "";
    await edits[kind]?.();
    const report: ChainReport | "threw" = await verifyChain().catch(() => "threw" as const);
    if (report !== "threw" && report.ok) missed[kind] = (missed[kind] ?? 0) + 1;
    else {
      const problem = report === "threw" ? "threw" : report.problem;
      found[problem] = (found[problem] ?? 0) + 1;
    }
    await restore();
    if (edit % 10 === 0 && !(await verifyChain({ sequence: length, hash: head.hash })).ok) falseAlarms += 1;
  }
  printFigure("G25 edits", {
    provider: testProvider,
    edits: total,
    kinds: kinds.length,
    falseAlarms,
    ...found,
  });
  expect({ missed, falseAlarms }).toEqual({ missed: {}, falseAlarms: 0 });
  expect(found).not.toHaveProperty("threw");
});

test("a tail cut off together with the head is found with the head that was printed", async () => {
  let unseen = 0;
  for (let kept = 0; kept < length; kept += 1) {
    const rows = pristine.slice(0, kept);
    await store(rows, headOf(rows));
    if ((await verifyChain()).ok) unseen += 1;
    const report = await verifyChain({ sequence: length, hash: head.hash });
    expect(report).toMatchObject({ ok: false, problem: "tail_cut", sequence: kept + 1 });
  }
  // By itself the log cannot tell: that is what the printed head is for.
  expect(unseen).toBe(length);
  await restore();
});

test.runIf(testProvider === "sqlite")(
  "values that are not of their column's type are found too",
  async () => {
    for (const edit of [
      `UPDATE "AuditEvent" SET "at" = 'not a time' WHERE "sequence" = 7`,
      `UPDATE "AuditEvent" SET "at" = x'00ff' WHERE "sequence" = 7`,
      `UPDATE "AuditEvent" SET "body" = x'00ff' WHERE "sequence" = 7`,
      `UPDATE "AuditHead" SET "sequence" = 'many' WHERE "id" = 1`,
    ]) {
      await sql(edit);
      expect((await verifyChain()).ok, edit).toBe(false);
      await restore();
    }
  },
);
