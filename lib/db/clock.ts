import { db, provider } from "./client.ts";

const clock: { genkanClockOffset?: number } = globalThis as { genkanClockOffset?: number };

/**
 * The database's time. Every expiry is judged by it, so that replicas with differing clocks agree. SQLite runs
 * in this process and shares its clock; PostgreSQL's offset is measured by `measureClock`.
 */
export function now(): Date {
  return new Date(Date.now() + (clock.genkanClockOffset ?? 0));
}

/** Asks PostgreSQL for its time; halves the round trip. Milliseconds are enough for expiries of minutes. */
export async function measureClock(): Promise<void> {
  if (provider() === "sqlite") return;
  const before = Date.now();
  const rows = await db().$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  const after = Date.now();
  const at = rows[0]?.at;
  if (at) clock.genkanClockOffset = at.getTime() - (before + after) / 2;
}
