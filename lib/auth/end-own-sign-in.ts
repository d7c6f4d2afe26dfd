import { recordEvent, transact } from "#lib/audit/transact.ts";
import { AppError } from "#lib/errors.ts";
import { endSignIns } from "./sign-in-sessions.ts";
import { actorOf, type Viewer } from "./viewer.ts";

/**
 * Ends one of the viewer's own sign-in sessions.
 * @throws AppError `not_found` when it is not theirs or has ended
 */
export async function endOwnSignIn(viewer: Viewer, signInId: string): Promise<void> {
  await transact(async (tx) => {
    const ended = await endSignIns(tx, { id: signInId, personId: viewer.personId });
    if (ended === 0) throw new AppError("not_found", "There is no such sign-in.");
    recordEvent(tx, actorOf(viewer), { event: "sign_in.ended", outcome: "done", subjectId: viewer.personId });
  });
}
