import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { hashInvitationToken } from "./invitation-token.ts";

/**
 * The condition of an invitation that a token opens: not used, not revoked, not ended, and its person enabled and
 * still one who never signed in.
 */
export function opensInvitation(token: string) {
  return {
    tokenHash: hashInvitationToken(token),
    acceptedAt: null,
    revokedAt: null,
    expiresAt: { gt: now() },
    person: { disabledAt: null, loginEmail: null, identities: { none: {} } },
  };
}

/** The one answer to tokens that are unknown, used, revoked or ended. */
export function invitationInvalid(): AppError {
  return new AppError(
    "invitation_invalid",
    "This invitation has been used, revoked or has ended. Ask whoever invited you for a new one.",
  );
}

/**
 * Uses an invitation up, with the lock of its person, and says whose it is. One conditional update is won by one
 * request; whatever is refused afterwards in the same transaction leaves the invitation as it was.
 * @throws AppError `invitation_invalid`
 */
export async function takeInvitation(
  tx: Tx,
  token: string,
): Promise<{ personId: string; sessionName: string; email: string }> {
  const where = opensInvitation(token);
  const found = await tx.invitation.findFirst({ where, select: { personId: true } });
  if (!found) throw invitationInvalid();
  const { personId } = found;
  await tx.$executeRaw`UPDATE "Person" SET "id" = "id" WHERE "id" = ${personId}`;
  const { count } = await tx.invitation.updateMany({ where, data: { acceptedAt: now() } });
  if (count !== 1) throw invitationInvalid();
  const { sessionName, email } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { sessionName: true, email: true },
  });
  return { personId, sessionName, email };
}
