import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireMayEnd } from "#lib/auth/require-may-end.ts";
import { readScopes } from "#lib/auth/stored-scopes.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { lockPerson } from "#lib/people/lock-person.ts";

/**
 * Revokes one of the viewer's own access tokens; it is refused from the next request on.
 * @throws AppError `token_not_found` when it is not theirs or was revoked already
 */
export function revokeOwnAccessToken(viewer: Viewer, tokenId: string): Promise<void> {
  return transact((tx) => revoke(tx, viewer, viewer, tokenId));
}

/**
 * Revokes an access token of a person. Owners any, admins those of auditors and members and their own; those of other
 * owners, admins and auditors with a sign-in of the last five minutes.
 * @throws AppError `not_allowed`, `person_not_found`, `recent_sign_in_required`, `token_not_found`
 */
export async function revokeAccessToken(viewer: Viewer, personId: string, tokenId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const { portalRole, sessionName } = await lockPerson(tx, personId);
    requireMayEnd(viewer, { id: personId, portalRole });
    await revoke(tx, viewer, { personId, sessionName }, tokenId);
  });
}

async function revoke(
  tx: Tx,
  viewer: Viewer,
  { personId, sessionName }: { personId: string; sessionName: string },
  tokenId: string,
): Promise<void> {
  const { count } = await tx.accessToken.updateMany({
    where: { id: tokenId, personId, revokedAt: null },
    data: { revokedAt: now() },
  });
  const row = await tx.accessToken.findFirst({
    where: { id: tokenId, personId },
    select: { name: true, scopes: true, last4: true },
  });
  if (count === 0 || !row) throw new AppError("token_not_found", "There is no such access token any more.");
  recordEvent(tx, actorOf(viewer), {
    event: "access_token.revoked",
    outcome: "done",
    subjectId: personId,
    fields: {
      person: sessionName,
      tokenId,
      name: row.name,
      scopes: readScopes(row.scopes),
      last4: row.last4,
    },
  });
}
