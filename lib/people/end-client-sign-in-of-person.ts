import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireMayEnd } from "#lib/auth/require-may-end.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { lockPerson } from "./lock-person.ts";

/**
 * Ends an AWS client's sign-in of a person: its tokens are refused from the next request on.
 * @throws AppError `not_allowed`, `person_not_found`, `recent_sign_in_required`, `client_sign_in_not_found` when it is
 *   not theirs or has ended
 */
export async function endClientSignInOfPerson(viewer: Viewer, personId: string, id: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const person = await lockPerson(tx, personId);
    requireMayEnd(viewer, { id: personId, portalRole: person.portalRole });
    const at = now();
    const { count } = await tx.clientSignIn.updateMany({
      where: { id, personId, endedAt: null, expiresAt: { gt: at } },
      data: { endedAt: at, endedBy: personId === viewer.personId ? "person" : "manager" },
    });
    const row = await tx.clientSignIn.findFirst({ where: { id, personId }, select: { clientName: true } });
    if (count === 0 || !row)
      throw new AppError("client_sign_in_not_found", "There is no such client sign-in any more.");
    recordEvent(tx, actorOf(viewer), {
      event: "client_sign_in.ended",
      outcome: "done",
      subjectId: personId,
      fields: {
        person: person.sessionName,
        clientSignInId: id,
        clientName: row.clientName,
        by: viewer.portalRole,
      },
    });
  });
}
