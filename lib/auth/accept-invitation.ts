import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { attemptInvitation } from "./invitation-attempts.ts";
import { invitationInvalid, opensInvitation, takeInvitation } from "./open-invitation.ts";
import { hashPassword } from "./password.ts";
import type { RequestOrigin } from "./viewer.ts";

/** What this takes; described at /api/openapi.json. */
export const AcceptInvitationInput = z.strictObject({
  token: z.string().min(1).max(200),
  password: z.string(),
});

/**
 * Accepts an invitation with a password, once: from then on the person signs in with it and the e-mail address that
 * they were invited by. Refused, the invitation stays as it was.
 * @returns the e-mail address to sign in with
 * @throws AppError `invitation_invalid`, the same for unknown, used, revoked and ended ones; `email_taken`,
 *   `too_many_attempts`, `password_too_short`, `password_too_long`
 */
export async function acceptInvitation(origin: RequestOrigin, input: unknown): Promise<{ email: string }> {
  const { token, password } = AcceptInvitationInput.parse(input);
  return attemptInvitation(origin, async () => {
    // Hashing is dear, so it is not for whoever lacks the token; the update in the transaction decides.
    if ((await db().invitation.count({ where: opensInvitation(token) })) !== 1) throw invitationInvalid();
    const passwordHash = await hashPassword(password);
    return transact(async (tx) => {
      const { personId, sessionName, email } = await takeInvitation(tx, token);
      const loginEmail = email.toLowerCase();
      const taken = await tx.person.findUnique({ where: { loginEmail }, select: { id: true } });
      if (taken) throw new AppError("email_taken", "Someone with this e-mail address signs in already.");
      await tx.person.update({
        where: { id: personId },
        data: { loginEmail, passwordHash, updatedAt: now() },
      });
      const { requestId, address } = origin;
      recordEvent(
        tx,
        { id: personId, name: sessionName, requestId, address },
        {
          event: "invitation.accepted",
          outcome: "done",
          subjectId: personId,
          fields: { method: "password" },
        },
      );
      return { email };
    });
  });
}
