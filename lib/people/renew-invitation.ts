import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import { requireMayChange } from "#lib/auth/require-may-change.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { NewInvitation } from "./invitation-view.ts";
import { ExpiresInDays, issueInvitation } from "./issue-invitation.ts";
import { lockPerson } from "./lock-person.ts";

/** What this takes; described at /api/openapi.json. */
export const RenewInvitationInput = z.strictObject({ expiresInDays: ExpiresInDays });

/**
 * Gives a person who has never signed in a new link; the one before is worth nothing from then on. Whoever has a link
 * becomes that person, so for anyone but a member it needs a sign-in of the last five minutes.
 * @throws AppError `person_not_found`, `person_signed_in_already`, `person_disabled`, `not_allowed`,
 *   `recent_sign_in_required`
 */
export async function renewInvitation(
  viewer: Viewer,
  personId: string,
  input: unknown,
): Promise<NewInvitation> {
  requireManager(viewer);
  const { expiresInDays } = RenewInvitationInput.parse(input);
  return transact(async (tx) => {
    const person = await lockPerson(tx, personId);
    requireMayChange(viewer, person);
    if (person.portalRole !== "member") requireRecentSignIn(viewer);
    return issueInvitation(tx, viewer, personId, expiresInDays);
  });
}
