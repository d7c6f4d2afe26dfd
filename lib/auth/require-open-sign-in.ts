import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import type { Viewer } from "./viewer.ts";

/**
 * For what was begun by a sign-in session or token that may have ended meanwhile: whoever was disabled, or got a new
 * password, leaves nothing behind. Changes nothing, but takes the row's lock: an end that is being committed is
 * waited for.
 * @throws AppError `sign_in_required`, of a token `token_invalid`, of an AWS client `token_not_accepted`
 */
export async function requireOpenSignIn(tx: Tx, viewer: Viewer): Promise<void> {
  const { accessToken, clientSignIn, personId, signInId } = viewer;
  // Nothing that AWS clients may ask for is begun by one.
  if (clientSignIn) throw new AppError("token_not_accepted", "This takes a browser's sign-in.");
  if (!accessToken) {
    const open = await tx.$executeRaw`
      UPDATE "SignIn" SET "id" = "id" WHERE "id" = ${signInId} AND "endedAt" IS NULL`;
    if (open === 0) throw new AppError("sign_in_required", "Sign in first.");
    return;
  }
  const open = await tx.$executeRaw`
    UPDATE "AccessToken" SET "id" = "id"
    WHERE "id" = ${accessToken.id} AND "revokedAt" IS NULL AND "expiresAt" > ${now()}
      AND EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = ${personId} AND p."disabledAt" IS NULL)`;
  if (open === 0)
    throw new AppError("token_invalid", "The access token is unknown, has ended or was revoked.");
}
