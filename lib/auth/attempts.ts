import { transact } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { keyedHash } from "#lib/secrets/keys.ts";

/** How many attempts a window allows. */
export type AttemptLimit = { name: string; most: number; windowSeconds: number };

/**
 * Counts one attempt inside a transaction and says whether it was still allowed. What is counted by (an e-mail,
 * an address) is kept as a keyed hash.
 */
export async function countAttempt(tx: Tx, limit: AttemptLimit, subject: string): Promise<boolean> {
  const key = `${limit.name}:${keyedHash("counter-names", subject.toLowerCase())}`;
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

/** Takes back one attempt that turned out well, where only failures are to add up. */
export async function takeBackAttempt(tx: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  const key = `${limit.name}:${keyedHash("counter-names", subject.toLowerCase())}`;
  await tx.counter.updateMany({ where: { key, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
}

/** Forgets the attempts of a subject, after a success. */
export async function forgetAttempts(tx: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  const key = `${limit.name}:${keyedHash("counter-names", subject.toLowerCase())}`;
  await tx.counter.deleteMany({ where: { key } });
}
