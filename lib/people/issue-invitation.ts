import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent } from "#lib/audit/transact.ts";
import { hashInvitationToken, invitationLink, newInvitationToken } from "#lib/auth/invitation-token.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { invitationColumns, toInvitationView } from "./invitation-row.ts";
import type { NewInvitation } from "./invitation-view.ts";
import { personColumns, toPersonView } from "./person-view.ts";

/** How many days an invitation may be accepted. */
export const ExpiresInDays = z.int().min(1).max(30).default(7);

/** Invitations that can still be accepted. */
export const openInvitations = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } });

/**
 * Makes a person's one link within a transaction that holds the lock of the person: those before it are worth nothing
 * from now on.
 * @throws AppError `person_signed_in_already`, `person_disabled`
 */
export async function issueInvitation(
  tx: Tx,
  viewer: Viewer,
  personId: string,
  expiresInDays: number,
): Promise<NewInvitation> {
  const row = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: personColumns });
  const person = toPersonView(row);
  if (person.signsInWith.length > 0)
    throw new AppError(
      "person_signed_in_already",
      "This person has signed in already, so no invitation is needed.",
    );
  if (person.disabledAt !== null) throw new AppError("person_disabled", "Enable this person first.");
  const at = now();
  const replaced = await tx.invitation.updateMany({
    where: { personId, ...openInvitations() },
    data: { revokedAt: at },
  });
  const token = newInvitationToken();
  const invitation = await tx.invitation.create({
    data: {
      id: randomUUID(),
      personId,
      tokenHash: hashInvitationToken(token),
      createdAt: at,
      expiresAt: new Date(at.getTime() + expiresInDays * 86_400_000),
    },
    select: invitationColumns,
  });
  recordEvent(tx, actorOf(viewer), {
    event: "person.invited",
    outcome: "done",
    subjectId: personId,
    fields: {
      person: person.sessionName,
      email: person.email,
      invitationId: invitation.id,
      expiresAt: invitation.expiresAt.toISOString(),
      replaced: replaced.count,
    },
  });
  return { person, invitation: toInvitationView(invitation), link: invitationLink(token) };
}
