import { expect, test, vi } from "vitest";
import { db, disconnect } from "#lib/db/client.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { purgeHourly } from "./purge-hourly.ts";

testDatabase();

async function addStale(count: number): Promise<void> {
  const windowStart = new Date(Date.now() - 7 * 86_400_000);
  await db().counter.deleteMany();
  await db().counter.createMany({
    data: Array.from({ length: count }, (_, index) => ({ key: String(index), windowStart, count: 1 })),
  });
}
const emptied = () => expect.poll(() => db().counter.count(), { timeout: 20_000 }).toBe(0);

test("purges at once and again and again, until it is stopped", async () => {
  await addStale(600);
  const purging = purgeHourly(1);
  await emptied();
  await addStale(3);
  await emptied();
  await purging.stop();
  await addStale(3);
  for (let times = 0; times < 20; times += 1) await db().counter.count();
  expect(await db().counter.count()).toBe(3);
});

test("a database that fails is told in the log, and the next run does the work", async () => {
  await addStale(3);
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await db().$executeRaw`ALTER TABLE "Counter" RENAME TO "Elsewhere"`;
  const purging = purgeHourly(20);
  await expect.poll(() => lines.join("")).toContain('"event":"stale.purge_failed"');
  await db().$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "Counter"`;
  await emptied();
  await purging.stop();
  write.mockRestore();
  expect(lines.join("")).toContain('"event":"stale.purged","detail":"3 counters, 0 MFA sessions"');
});

test("once stopped, nothing of it uses the database any more", async () => {
  await addStale(5000);
  const purging = purgeHourly();
  await purging.stop();
  const left = await db().counter.count();
  await disconnect();
  expect(await db().counter.count()).toBe(left);
});
