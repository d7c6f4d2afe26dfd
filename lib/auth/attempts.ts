import { transact } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { keyedHash } from "#lib/secrets/keys.ts";

/** How many attempts a window allows. Windows are a day at most: `purgeStale` forgets older ones. */
export type AttemptLimit = { name: string; most: number; windowSeconds: number };

/** What is counted by (an e-mail, an address) is kept as a keyed hash. */
function keyOf(limit: AttemptLimit, subject: string): string {
  return `${limit.name}:${keyedHash("counter-names", subject.toLowerCase())}`;
}

/** Counts one attempt inside a transaction and says whether it was still allowed. */
export async function countAttempt(tx: Tx, limit: AttemptLimit, subject: string): Promise<boolean> {
  const key = keyOf(limit, subject);
  const at = now();
  const windowOpened = new Date(at.getTime() - limit.windowSeconds * 1000);
  const rows = await tx.$queryRaw<{ count: number | bigint }[]>`
    INSERT INTO "Counter" ("key", "windowStart", "count") VALUES (${key}, ${at}, 1)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN "Counter"."windowStart" > ${windowOpened} THEN "Counter"."count" + 1 ELSE 1 END,
      "windowStart" = CASE WHEN "Counter"."windowStart" > ${windowOpened} THEN "Counter"."windowStart" ELSE ${at} END
    RETURNING "count"`;
  return Number(rows[0]?.count ?? 0) <= limit.most;
}

/** Counts an attempt in a committed transaction of its own, before the secret is looked at. */
export function countCommittedAttempt(limit: AttemptLimit, subject: string): Promise<boolean> {
  return transact((tx) => countAttempt(tx, limit, subject));
}

/** The attempts of a subject in its last window, and whether that window is still open. */
export async function readAttempts(
  tx: Tx,
  limit: AttemptLimit,
  subject: string,
): Promise<{ count: number; open: boolean }> {
  const rows = await tx.$queryRaw<{ count: number; windowStart: Date | string }[]>`
    SELECT "count", "windowStart" FROM "Counter" WHERE "key" = ${keyOf(limit, subject)}`;
  const row = rows[0];
  if (!row) return { count: 0, open: false };
  const open = new Date(row.windowStart).getTime() > now().getTime() - limit.windowSeconds * 1000;
  return { count: row.count, open };
}

/** Takes back one attempt that turned out well, where only failures are to add up. */
export async function takeBackAttempt(tx: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  const key = keyOf(limit, subject);
  await tx.counter.updateMany({ where: { key, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
}

/** Forgets the attempts of a subject, after a success. */
export async function forgetAttempts(tx: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  await tx.counter.deleteMany({ where: { key: keyOf(limit, subject) } });
}
