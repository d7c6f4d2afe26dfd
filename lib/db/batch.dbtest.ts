import { beforeEach, expect, test } from "vitest";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { verifyChain } from "#lib/audit/verify-chain.ts";
import { AppError } from "#lib/errors.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { batchedTransactions } from "./batch.ts";
import { connect, db, type Tx } from "./client.ts";

testDatabase();
beforeEach(async () => void (await db().counter.deleteMany()));

const at = new Date("2026-01-01T00:00:00Z");
const row = (key: string) => ({ key, windowStart: at, count: 0 });
const keys = async () =>
  (await db().counter.findMany({ select: { key: true }, orderBy: { key: "asc" } })).map((found) => found.key);
const actor = { id: null, name: "test", requestId: "none", address: "none" };
const recordName = (tx: Tx, subjectId: string) =>
  recordEvent(tx, actor, { event: "account.changed", outcome: "done", subjectId });
const recorded = async (prefix: string) =>
  (
    await db().auditEvent.findMany({
      where: { subjectId: { startsWith: prefix } },
      orderBy: { sequence: "asc" },
      select: { subjectId: true },
    })
  ).map((event) => event.subjectId);

/** Counts the commits, which `finish` runs once before each. */
function counted() {
  const sizes: number[] = [];
  const run = batchedTransactions(db, async (_tx, succeeded) => void sizes.push(succeeded.length));
  return { run, sizes };
}

test("callers of the same moment share a commit, in the order they came", async () => {
  const { run, sizes } = counted();
  const order: number[] = [];
  const values = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      run(async (tx) => {
        order.push(index);
        await tx.counter.create({ data: row(`shared ${index}`) });
        return index;
      }),
    ),
  );
  printFigure("shared commits", { provider: testProvider, callers: 200, commits: sizes.length });
  expect(values).toEqual(Array.from({ length: 200 }, (_, index) => index));
  expect(order).toEqual(values);
  expect(sizes.length).toBeLessThanOrEqual(4);
  expect(await keys()).toHaveLength(200);
});

test("of 500 callers at random moments those that throw undo their own rows and audit events and nobody else's", async () => {
  const random = seededRandom(2);
  const fates = Array.from({ length: 500 }, (_, index) => ({
    name: `fate ${String(index).padStart(3, "0")}`,
    fails: random.below(3) === 0,
    late: random.below(2) === 0,
    wait: random.below(30),
  }));
  const results = await Promise.all(
    fates.map(async ({ name, fails, late, wait }) => {
      await new Promise((resolve) => setTimeout(resolve, wait));
      return transact(async (tx) => {
        if (fails && !late) throw new AppError("not_found", name);
        await tx.counter.create({ data: row(name) });
        recordName(tx, name);
        if (fails && late && name.endsWith("7")) await tx.counter.create({ data: row(name) });
        if (fails) throw new AppError("not_found", name);
      }).then(
        () => "done",
        () => "refused",
      );
    }),
  );
  const done = fates.filter((fate) => !fate.fails).map((fate) => fate.name);
  printFigure("one that throws undoes only itself", {
    provider: testProvider,
    callers: fates.length,
    threw: fates.length - done.length,
  });
  expect(results).toEqual(fates.map((fate) => (fate.fails ? "refused" : "done")));
  expect(await keys()).toEqual(done);
  expect((await recorded("fate")).sort()).toEqual(done);
  expect((await verifyChain()).ok).toBe(true);
});

test("audit events stand in the order in which their callers came", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `order ${String(index).padStart(3, "0")}`);
  await Promise.all(names.map((name) => transact(async (tx) => recordName(tx, name))));
  expect(await recorded("order")).toEqual(names);
});

test("a statement that fails and is caught by its caller spoils nothing for the others", async () => {
  const results = await Promise.allSettled([
    transact(async (tx) => tx.counter.create({ data: row("before") })),
    transact(async (tx) => {
      await tx.counter.create({ data: row("twice") });
      await tx.counter.create({ data: row("twice") }).catch(() => undefined);
    }),
    transact(async (tx) => tx.counter.create({ data: row("later") })),
  ]);
  expect([results[0]?.status, results[2]?.status]).toEqual(["fulfilled", "fulfilled"]);
  const kept = await keys();
  expect(kept).toContain("before");
  expect(kept).toContain("later");
  expect(kept.includes("twice")).toBe(results[1]?.status === "fulfilled");
});

test("a finish that fails refuses every caller and commits nothing", async () => {
  let finishes = 0;
  const run = batchedTransactions(db, async () => {
    finishes += 1;
    throw new Error("the audit log cannot be written");
  });
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      run(async (tx) => tx.counter.create({ data: row(`unfinished ${index}`) })),
    ),
  );
  expect(results.every((result) => result.status === "rejected")).toBe(true);
  expect(await keys()).toEqual([]);
  expect(finishes).toBeLessThan(20);
});

test("after a failed transaction the next ones work", async () => {
  let broken = true;
  const run = batchedTransactions(db, async () => {
    if (broken) throw new Error("broken");
  });
  await expect(run(async (tx) => tx.counter.create({ data: row("lost") }))).rejects.toThrow("broken");
  broken = false;
  await run(async (tx) => tx.counter.create({ data: row("kept") }));
  expect(await keys()).toEqual(["kept"]);
});

test("more callers than one commit takes are all served", async () => {
  const { run, sizes } = counted();
  await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      run(async (tx) => tx.counter.create({ data: row(`n${index}`) })),
    ),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(300);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
  expect(await keys()).toHaveLength(300);
});

test.runIf(testProvider === "postgresql")(
  "deadlocks with other clients are run again until they succeed",
  async () => {
    await db().counter.createMany({ data: [row("a"), row("b")] });
    const other = connect(process.env.DATABASE_URL ?? "");
    const bump = (tx: Tx, key: string) =>
      tx.counter.update({ where: { key }, data: { count: { increment: 1 } } });
    let attempts = 0;
    let theirs = 0;
    const rounds = 6;
    try {
      for (let round = 0; round < rounds; round += 1) {
        const { promise: met, resolve: meet } = Promise.withResolvers<void>();
        const { promise: ready, resolve: prepare } = Promise.withResolvers<void>();
        const theirTransaction = other
          .$transaction(
            async (tx) => {
              // The victim is whoever finds the deadlock first: make it us.
              await tx.$executeRaw`SET LOCAL deadlock_timeout = '5s'`;
              await bump(tx, "b");
              prepare();
              await met;
              await bump(tx, "a");
            },
            { timeout: 15_000 },
          )
          .then(() => {
            theirs += 1;
          });
        await ready;
        const companions = round % 2 === 0 ? 0 : 3;
        const ours = transact(async (tx) => {
          attempts += 1;
          await tx.$executeRaw`SET LOCAL deadlock_timeout = '10ms'`;
          await bump(tx, "a");
          meet();
          await new Promise((resolve) => setTimeout(resolve, 50));
          await bump(tx, "b");
          recordName(tx, `deadlock ${round}`);
        });
        const others = Array.from({ length: companions }, (_, index) =>
          transact(async (tx) => {
            await tx.counter.create({ data: row(`companion ${round} ${index}`) });
            recordName(tx, `companion ${round} ${index}`);
          }),
        );
        await Promise.all([ours, theirTransaction, ...others]);
      }
    } finally {
      await other.$disconnect();
    }
    printFigure("deadlocks run again", { rounds, attempts });
    expect(attempts).toBeGreaterThanOrEqual(2 * rounds);
    const counts = await db().counter.findMany({
      where: { key: { in: ["a", "b"] } },
      select: { count: true },
    });
    expect(counts.map((found) => found.count)).toEqual([rounds + theirs, rounds + theirs]);
    expect(await recorded("deadlock")).toHaveLength(rounds);
    expect(await recorded("companion")).toHaveLength(9);
  },
);
