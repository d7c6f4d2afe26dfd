import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireMayChange } from "#lib/auth/require-may-change.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { openInvitations } from "./issue-invitation.ts";
import { lockPerson } from "./lock-person.ts";

/**
 * Makes a person's open link worth nothing. The person stays, and can be invited again.
 * @throws AppError `person_not_found`, `invitation_not_found` when none is open, `not_allowed`
 */
export async function revokeInvitation(viewer: Viewer, personId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const person = await lockPerson(tx, personId);
    requireMayChange(viewer, person);
    const { count } = await tx.invitation.updateMany({
      where: { personId, ...openInvitations() },
      data: { revokedAt: now() },
    });
    if (count === 0) throw new AppError("invitation_not_found", "This person has no open invitation.");
    recordEvent(tx, actorOf(viewer), {
      event: "invitation.revoked",
      outcome: "done",
      subjectId: personId,
      fields: { person: person.sessionName },
    });
  });
}
