import { recordEvent, transact } from "#lib/audit/transact.ts";
import { readScopes } from "#lib/auth/stored-scopes.ts";
import { actorOf, isManager, isPortalRole, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Revokes one of the viewer's own access tokens; it is refused from the next request on.
 * @throws AppError `token_not_found` when it is not theirs or was revoked already
 */
export function revokeOwnAccessToken(viewer: Viewer, tokenId: string): Promise<void> {
  return revoke(viewer, viewer.personId, tokenId);
}

/**
 * Revokes an access token of a person. Owners any, admins those of auditors and members and their own.
 * @throws AppError `not_allowed`, `person_not_found`, `token_not_found`
 */
export async function revokeAccessToken(viewer: Viewer, personId: string, tokenId: string): Promise<void> {
  requireManager(viewer);
  return revoke(viewer, personId, tokenId);
}

async function revoke(viewer: Viewer, personId: string, tokenId: string): Promise<void> {
  await transact(async (tx) => {
    const person = await tx.person.findUnique({
      where: { id: personId },
      select: { portalRole: true, sessionName: true },
    });
    if (!person) throw new AppError("person_not_found", "There is no such person.");
    const rules = isPortalRole(person.portalRole) && isManager({ portalRole: person.portalRole });
    if (rules && personId !== viewer.personId && viewer.portalRole !== "owner")
      throw new AppError("not_allowed", "Only an owner may revoke the tokens of owners and admins.");
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
        person: person.sessionName,
        tokenId,
        name: row.name,
        scopes: readScopes(row.scopes),
        last4: row.last4,
      },
    });
  });
}
