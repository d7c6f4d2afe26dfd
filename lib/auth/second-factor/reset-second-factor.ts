import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireMayChange } from "#lib/auth/require-may-change.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { forgetSecondFactor } from "./forget-second-factor.ts";

/**
 * Takes away somebody's authenticator app, for when it is lost. Admins take those of members and
 * auditors only. One's own goes by `removeSecondFactor`, whose
 * code a stolen browser lacks.
 * @throws AppError `not_allowed` for oneself too, `recent_sign_in_required`, `person_not_found`, `not_found` when they
 *   have none
 */
export async function resetSecondFactor(viewer: Viewer, personId: string): Promise<void> {
  requireManager(viewer);
  requireRecentSignIn(viewer);
  if (personId === viewer.personId)
    throw new AppError("not_allowed", "Remove your own second factor in your settings, with a code of it.");
  await transact(async (tx) => {
    const person = await tx.person.findUnique({
      where: { id: personId },
      select: { sessionName: true, portalRole: true },
    });
    if (!person) throw new AppError("person_not_found", "There is no such person.");
    requireMayChange(viewer, person);
    if (!(await forgetSecondFactor(tx, personId)))
      throw new AppError("not_found", "This person has no second factor.");
    recordEvent(tx, actorOf(viewer), {
      event: "second_factor.removed",
      outcome: "done",
      subjectId: personId,
      fields: { by: viewer.portalRole, person: person.sessionName },
    });
  });
}
