import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { inPieces, piece } from "#lib/db/in-pieces.ts";

/** The longest window of any limit is a day: attempts of before two days count nowhere. */
const countersKeptMs = 2 * 86_400_000;

/**
 * Forgets what serves nobody any more: attempts whose window is long over, and the secrets of AWS MFA sessions that
 * have ended. Of those the device's serial number stays, as what the next code is probably of. Several replicas may
 * do so at once: each statement judges the rows as they are when it takes them.
 * @param stopping ends it before the next statement
 * @returns how many rows
 */
export async function purgeStale(stopping?: AbortSignal): Promise<{ counters: number; mfaSessions: number }> {
  const at = now();
  const oldest = new Date(at.getTime() - countersKeptMs);
  // Single statements on the base client: each is a transaction of its own, and there is nothing to record.
  const counters = await inPieces(
    stopping,
    () => db().$executeRaw`
      DELETE FROM "Counter" WHERE "windowStart" < ${oldest} AND "key" IN
        (SELECT "key" FROM "Counter" WHERE "windowStart" < ${oldest} ORDER BY "key" LIMIT ${piece})`,
  );
  const mfaSessions = await inPieces(
    stopping,
    () => db().$executeRaw`
      UPDATE "MfaSession" SET "sealed" = '' WHERE "expiresAt" <= ${at} AND "sealed" <> '' AND "personId" IN
        (SELECT "personId" FROM "MfaSession" WHERE "expiresAt" <= ${at} AND "sealed" <> ''
         ORDER BY "personId" LIMIT ${piece})`,
  );
  return { counters, mfaSessions };
}
