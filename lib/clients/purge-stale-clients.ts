import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { inPieces, piece } from "#lib/db/in-pieces.ts";

/** How long what has ended is kept: a code that comes again so late still ends what it gave. */
const keptMs = 86_400_000;

/**
 * Forgets of AWS clients what serves nobody any more: tokens that ended, codes and client sign-ins of before yesterday,
 * and registrations that ended and led to none of these. The audit log keeps what they were. Several replicas may do so
 * at once.
 * @param stopping ends it before the next statement
 * @returns how many rows
 */
export async function purgeStaleClients(
  stopping?: AbortSignal,
): Promise<{ tokens: number; codes: number; signIns: number; registrations: number }> {
  const at = now();
  const before = new Date(at.getTime() - keptMs);
  // Single statements on the base client: each is a transaction of its own, and there is nothing to record.
  const tokens = await inPieces(
    stopping,
    () => db().$executeRaw`
      DELETE FROM "ClientToken" WHERE "tokenHash" IN
        (SELECT t."tokenHash" FROM "ClientToken" t JOIN "ClientSignIn" s ON s."id" = t."clientSignInId"
         WHERE t."expiresAt" <= ${at} OR s."endedAt" IS NOT NULL ORDER BY t."tokenHash" LIMIT ${piece})`,
  );
  const codes = await inPieces(
    stopping,
    () => db().$executeRaw`
      DELETE FROM "AuthorizationCode" WHERE "codeHash" IN
        (SELECT "codeHash" FROM "AuthorizationCode" WHERE "expiresAt" <= ${before} ORDER BY "codeHash" LIMIT ${piece})`,
  );
  const deviceCodes = await inPieces(
    stopping,
    () => db().$executeRaw`
      DELETE FROM "DeviceAuthorization" WHERE "id" IN
        (SELECT "id" FROM "DeviceAuthorization" WHERE "expiresAt" <= ${before} ORDER BY "id" LIMIT ${piece})`,
  );
  const signIns = await inPieces(
    stopping,
    () => db().$executeRaw`
      DELETE FROM "ClientSignIn" WHERE "id" IN
        (SELECT s."id" FROM "ClientSignIn" s WHERE (s."endedAt" <= ${before} OR s."expiresAt" <= ${before})
           AND NOT EXISTS (SELECT 1 FROM "ClientToken" t WHERE t."clientSignInId" = s."id")
         ORDER BY s."id" LIMIT ${piece})`,
  );
  const registrations = await inPieces(
    stopping,
    () => db().$executeRaw`
      DELETE FROM "AwsClient" WHERE "id" IN
        (SELECT c."id" FROM "AwsClient" c WHERE c."expiresAt" <= ${at}
           AND NOT EXISTS (SELECT 1 FROM "ClientSignIn" s WHERE s."clientId" = c."id")
           AND NOT EXISTS (SELECT 1 FROM "DeviceAuthorization" d WHERE d."clientId" = c."id")
           AND NOT EXISTS (SELECT 1 FROM "AuthorizationCode" a WHERE a."clientId" = c."id")
         ORDER BY c."id" LIMIT ${piece})`,
  );
  return { tokens, codes: codes + deviceCodes, signIns, registrations };
}
