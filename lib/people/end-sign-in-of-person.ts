import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireMayEnd } from "#lib/auth/require-may-end.ts";
import { endSignIns } from "#lib/auth/sign-in-sessions.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { lockPerson } from "./lock-person.ts";

/**
 * Ends a browser's sign-in session of a person: it is signed out with its next request. What was allowed from it and
 * not yet redeemed by an AWS client is worth nothing then.
 * @throws AppError `not_allowed`, `person_not_found`, `recent_sign_in_required`, `not_found` when it is not theirs or
 *   has ended
 */
export async function endSignInOfPerson(viewer: Viewer, personId: string, signInId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const person = await lockPerson(tx, personId);
    requireMayEnd(viewer, { id: personId, portalRole: person.portalRole });
    const ended = await endSignIns(tx, { id: signInId, personId });
    if (ended === 0) throw new AppError("not_found", "There is no such sign-in any more.");
    recordEvent(tx, actorOf(viewer), {
      event: "sign_in.ended",
      outcome: "done",
      subjectId: personId,
      fields: { person: person.sessionName, signInId, by: viewer.portalRole },
    });
  });
}
