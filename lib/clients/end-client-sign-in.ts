import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Ends one of the viewer's own client sign-ins: its tokens are refused from the next request on.
 * @throws AppError `client_sign_in_not_found` when it is not theirs or has ended
 */
export async function endOwnClientSignIn(viewer: Viewer, id: string): Promise<void> {
  const ended = await endClientSignIn(viewer, id, "person");
  if (!ended) throw new AppError("client_sign_in_not_found", "There is no such client sign-in any more.");
}

/**
 * Ends a client sign-in of the viewer, if it is in force.
 * @returns whether it ended now
 */
export function endClientSignIn(
  viewer: Viewer,
  id: string,
  endedBy: "person" | "sign_out",
): Promise<boolean> {
  return transact(async (tx) => {
    const at = now();
    const { personId } = viewer;
    const { count } = await tx.clientSignIn.updateMany({
      where: { id, personId, endedAt: null, expiresAt: { gt: at } },
      data: { endedAt: at, endedBy },
    });
    const row = await tx.clientSignIn.findFirst({ where: { id, personId }, select: { clientName: true } });
    if (count === 0 || !row) return false;
    recordEvent(tx, actorOf(viewer), {
      event: "client_sign_in.ended",
      outcome: "done",
      subjectId: personId,
      fields: { person: viewer.sessionName, clientSignInId: id, clientName: row.clientName, by: endedBy },
    });
    return true;
  });
}
