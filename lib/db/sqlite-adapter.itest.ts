import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { afterAll, afterEach, expect, test } from "vitest";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { batchedTransactions } from "./batch.ts";
import { connect, type Db } from "./client.ts";
import { PrismaClient } from "./generated/sqlite/client.ts";
import { migrate } from "./migrate.ts";

const folder = mkdtempSync(join(tmpdir(), "genkan-adapter-"));
const root = join(import.meta.dirname, "../..");
const opened: Db[] = [];
afterEach(async () => {
  for (const client of opened.splice(0)) await client.$disconnect();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function emptyDatabase(): Promise<string> {
  files += 1;
  const url = `file:${join(folder, `${files}.db`)}`;
  await migrate(url, root);
  return url;
}

function remember(client: Db): Db {
  opened.push(client);
  return client;
}

const at = new Date("2026-01-01T00:00:00Z");
const row = (key: string) => ({ key, windowStart: at, count: 1 });

type Tally = { operations: number; rolledBack: number; lost: number; kept: number; dirty: number };

/**
 * Plain creates and reads while transactions are open, a third of which roll back. Every transaction writes its two
 * rows with a turn of the event loop between; what it is going to take back is named `doomed`.
 */
async function mixOperations(client: Db, operations: number, seed: number): Promise<Tally> {
  const random = seededRandom(seed);
  // Who sees what is the same without waiting for the disk.
  await client.$executeRawUnsafe("PRAGMA synchronous = OFF");
  const committed: string[] = [];
  const tally: Tally = { operations, rolledBack: 0, lost: 0, kept: 0, dirty: 0 };
  const create = async (key: string) => {
    await client.counter.create({ data: row(key) });
    committed.push(key);
  };
  const transaction = async (key: string, doomed: boolean) => {
    const keys = [`${doomed ? "doomed" : "pair"}:${key}:a`, `${doomed ? "doomed" : "pair"}:${key}:b`];
    try {
      await client.$transaction(async (tx) => {
        for (const name of keys) {
          await tx.counter.create({ data: row(name) });
          await turn();
        }
        if (doomed) throw new RangeError("taken back");
      });
      committed.push(...keys);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tally.rolledBack += 1;
    }
  };
  const read = async () => {
    const seen = await client.counter.count({ where: { key: { startsWith: "doomed:" } } });
    const halves = await client.counter.count({ where: { key: { startsWith: "pair:" } } });
    if (seen > 0 || halves % 2 !== 0) tally.dirty += 1;
  };
  let transactions = 0;
  for (let done = 0; done < operations; ) {
    const wave = Array.from({ length: Math.min(50, operations - done) }, async () => {
      done += 1;
      const key = `${seed}-${done}`;
      const kind = random.below(10);
      const wait = random.below(4);
      for (let turns = 0; turns < wait; turns += 1) await turn();
      if (kind < 3) {
        transactions += 1;
        return transaction(key, transactions % 3 === 0);
      }
      return kind < 8 ? create(`plain:${key}`) : read();
    });
    await Promise.allSettled(wave);
  }
  const present = new Set(
    (await client.counter.findMany({ select: { key: true } })).map((found) => found.key),
  );
  tally.lost = committed.filter((key) => !present.has(key)).length;
  tally.kept = [...present].filter((key) => key.startsWith("doomed:")).length;
  return tally;
}

test("10,000 mixed operations with a third of the transactions rolled back: none lost, no dirty read", async () => {
  const client = remember(connect(await emptyDatabase()));
  const tally = await mixOperations(client, 10_000, 1);
  printFigure("G6 this adapter", tally);
  expect(tally.rolledBack).toBeGreaterThan(500);
  expect({ lost: tally.lost, kept: tally.kept, dirty: tally.dirty }).toEqual({ lost: 0, kept: 0, dirty: 0 });
}, 60_000);

test("the stock adapter loses rows or shows what is not committed under the same operations", async () => {
  const url = await emptyDatabase();
  const client = remember(new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }) }));
  const tally = await mixOperations(client, 1000, 1);
  printFigure("G6 stock adapter", tally);
  expect(tally.lost + tally.dirty).toBeGreaterThan(0);
}, 60_000);

test("a query on the base client inside a transaction callback is refused, and the adapter goes on", async () => {
  const client = remember(connect(await emptyDatabase()));
  const transact = batchedTransactions(
    () => client,
    async () => undefined,
  );
  const attempts: ((tx: unknown) => Promise<unknown>)[] = [
    () => client.counter.count(),
    () => client.counter.create({ data: row("never") }),
    () => client.$queryRaw`SELECT 1`,
    () => client.$executeRaw`DELETE FROM "Counter"`,
    () => client.$transaction(async (inner) => inner.counter.count()),
    () => client.$transaction([client.counter.count()]),
    () => transact(async (tx) => tx.counter.count()),
  ];
  for (const attempt of attempts) await expect(transact(attempt)).rejects.toThrow(/inside a transaction/);
  await transact(async (tx) => tx.counter.create({ data: row("after") }));
  expect(await client.counter.findMany({ select: { key: true } })).toEqual([{ key: "after" }]);
});

const stillWorks = async (client: Db) => {
  await client.$transaction(async (tx) => tx.counter.create({ data: row("in a transaction") }));
  await client.counter.create({ data: row("plain") });
  await expect(
    client.$transaction(async (tx) => {
      await tx.counter.create({ data: row("taken back") });
      throw new RangeError("taken back");
    }),
  ).rejects.toThrow(RangeError);
  const keys = (await client.counter.findMany({ select: { key: true } })).map((found) => found.key);
  expect(keys.sort()).toEqual(["in a transaction", "plain"]);
};

test("a COMMIT that fails takes everything back and leaves the adapter usable", async () => {
  const client = remember(connect(await emptyDatabase()));
  const failing = client.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("PRAGMA defer_foreign_keys = ON");
    await tx.$executeRawUnsafe(
      `INSERT INTO "Bookmark" ("personId", "roleId", "pinned", "position", "updatedAt") VALUES ('nobody', 'nothing', 1, 1, '2026-01-01')`,
    );
  });
  await expect(failing).rejects.toThrow();
  await stillWorks(client);
  expect(await client.bookmark.count()).toBe(0);
});

test("a BEGIN that fails leaves the adapter usable", async () => {
  const client = remember(connect(await emptyDatabase()));
  await client.$executeRawUnsafe("BEGIN");
  await expect(client.$transaction(async (tx) => tx.counter.count())).rejects.toThrow();
  await client.$executeRawUnsafe("ROLLBACK");
  await stillWorks(client);
});

test("a full disk refuses the write and nothing else; with room again everything works", async () => {
  const client = remember(connect(await emptyDatabase()));
  const [{ page_count: pages } = { page_count: 0n }] =
    await client.$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
  await client.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const filling = client.$transaction(async (tx) => {
      for (let filler = 0; filler < 100; filler += 1)
        await tx.counter.create({ data: row(`filler ${filler} ${"x".repeat(3000)}`) });
    });
    await expect(filling).rejects.toThrow();
    await expect(client.counter.create({ data: row("x".repeat(50_000)) })).rejects.toThrow();
  }
  await client.$queryRawUnsafe("PRAGMA max_page_count = 1073741823");
  await stillWorks(client);
});

test("a read-only database refuses every write; writable again, everything works", async () => {
  const client = remember(connect(await emptyDatabase()));
  await client.$queryRawUnsafe("PRAGMA query_only = ON");
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await expect(client.$transaction(async (tx) => tx.counter.create({ data: row("no") }))).rejects.toThrow();
    await expect(client.counter.create({ data: row("no") })).rejects.toThrow();
  }
  await client.$queryRawUnsafe("PRAGMA query_only = OFF");
  await stillWorks(client);
});

test("a transaction that ran out of time is taken back, and those who waited for it go on", async () => {
  const client = remember(connect(await emptyDatabase()));
  const slow = client.$transaction(
    async (tx) => {
      await tx.counter.create({ data: row("too slow") });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await tx.counter.create({ data: row("too late") });
    },
    { timeout: 100 },
  );
  const waiting = client.counter.create({ data: row("waited") });
  await expect(slow).rejects.toThrow();
  await waiting;
  expect(await client.counter.findMany({ select: { key: true } })).toEqual([{ key: "waited" }]);
  await client.counter.deleteMany();
  await stillWorks(client);
});

test("a commit is on disk when it is answered: WAL, synchronous FULL, foreign keys on", async () => {
  const client = remember(connect(await emptyDatabase()));
  const pragma = async (name: string) =>
    Object.values((await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0] ?? {})[0];
  expect(await pragma("journal_mode")).toBe("wal");
  expect(Number(await pragma("synchronous"))).toBe(2);
  expect(Number(await pragma("foreign_keys"))).toBe(1);
});
