import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireMayEnd } from "#lib/auth/require-may-end.ts";
import { endSignIns } from "#lib/auth/sign-in-sessions.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { endClientSignIns } from "#lib/clients/end-client-sign-ins.ts";
import { endAccessTokens } from "#lib/tokens/end-access-tokens.ts";
import { lockPerson } from "./lock-person.ts";
import type { EndedCounts } from "./signed-in-view.ts";

/**
 * Ends everything that stands for a person at the portal, the viewer's own browser included where it is theirs: their
 * sign-in sessions, those in AWS clients and their access tokens, in one transaction, with an event for each kind of
 * which there was one. What their MFA codes opened at AWS goes as well: it is not for whoever signs in next. They may
 * sign in again, and what AWS has issued lasts as long as it was made for.
 * @throws AppError `not_allowed`, `person_not_found`, `recent_sign_in_required`
 */
export function endAllOfPerson(viewer: Viewer, personId: string): Promise<EndedCounts> {
  requireManager(viewer);
  return transact(async (tx) => {
    const { sessionName, portalRole } = await lockPerson(tx, personId);
    requireMayEnd(viewer, { id: personId, portalRole });
    // In this order: a client that is being signed in holds the sign-in session that allowed it.
    const signIns = await endSignIns(tx, { personId });
    const tokens = await endAccessTokens(tx, personId);
    const endedBy = personId === viewer.personId ? "person" : "manager";
    const clientSignIns = await endClientSignIns(tx, personId, endedBy);
    await tx.mfaSession.deleteMany({ where: { personId } });
    const actor = actorOf(viewer);
    const common = { outcome: "done", subjectId: personId } as const;
    const fields = { person: sessionName, by: viewer.portalRole };
    if (signIns > 0)
      recordEvent(tx, actor, { ...common, event: "sign_in.ended", fields: { ...fields, ended: signIns } });
    if (clientSignIns > 0)
      recordEvent(tx, actor, {
        ...common,
        event: "client_sign_in.ended",
        fields: { ...fields, ended: clientSignIns },
      });
    if (tokens > 0)
      recordEvent(tx, actor, {
        ...common,
        event: "access_token.revoked",
        fields: { ...fields, revoked: tokens },
      });
    return { signIns, clientSignIns, tokens };
  });
}
