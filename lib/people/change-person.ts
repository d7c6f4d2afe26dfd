import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { requireMayChange } from "#lib/auth/require-may-change.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { endSignIns } from "#lib/auth/sign-in-sessions.ts";
import { actorOf, portalRoles, requireManager, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { endClientSignIns } from "#lib/clients/end-client-sign-ins.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { endAccessTokens } from "#lib/tokens/end-access-tokens.ts";
import { openInvitations } from "./issue-invitation.ts";
import { lockPerson } from "./lock-person.ts";
import { type PersonView, personColumns, toPersonView } from "./person-view.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangePersonInput = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  portalRole: z.enum(portalRoles).optional(),
  password: z.string().optional(),
  disabled: z.boolean().optional(),
});

/**
 * Changes a person: name, portal role, a new password, disabled or not. Disabling, a new password, and becoming an
 * owner or admin end their sign-ins, those in AWS clients and their access tokens at once. The last enabled owner stays
 * one. Changing a portal role, and the password of an owner, admin or auditor or whether they are disabled, needs a
 * sign-in of the last five minutes. Portal roles are for owners to change; admins change members and auditors only.
 * Disabling and another portal role make an open invitation worth nothing: whoever holds its link was trusted with the
 * person as they were.
 * @throws AppError `not_allowed`, `person_not_found`, `last_owner`, `recent_sign_in_required`, `password_too_short`
 */
export async function changePerson(viewer: Viewer, personId: string, input: unknown): Promise<PersonView> {
  requireManager(viewer);
  const { name, portalRole, password, disabled } = ChangePersonInput.parse(input);
  if (portalRole !== undefined) requireOwner(viewer);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return transact(async (tx) => {
    // Orders owners who go at once, so that they cannot all; it comes before the lock of a person.
    if (portalRole !== undefined || disabled !== undefined) await orderCatalogueChanges(tx);
    const current = await lockPerson(tx, personId);
    requireMayChange(viewer, current);
    const at = now();
    const newRole = portalRole !== undefined && portalRole !== current.portalRole ? portalRole : undefined;
    const turned = disabled !== undefined && disabled !== (current.disabledAt !== null);
    const rules = current.portalRole !== "member";
    if (newRole || (rules && (turned || passwordHash !== undefined))) requireRecentSignIn(viewer);
    const loses = (newRole !== undefined && newRole !== "owner") || disabled === true;
    if (current.portalRole === "owner" && current.disabledAt === null && loses)
      await keepAnOwner(tx, personId);
    if (passwordHash !== undefined && current.loginEmail === null)
      throw new AppError(
        "invalid_input",
        "This person signs in with an identity provider and has no password.",
      );
    const row = await tx.person.update({
      where: { id: personId },
      data: {
        ...(name !== undefined && { name }),
        ...(newRole !== undefined && { portalRole: newRole }),
        ...(passwordHash !== undefined && { passwordHash }),
        ...(turned && { disabledAt: disabled ? at : null }),
        updatedAt: at,
      },
      select: personColumns,
    });
    // What was opened for less is not for ruling: whoever is to rule signs in anew.
    const risesTo = newRole === "owner" || newRole === "admin";
    const locksOut = disabled === true || passwordHash !== undefined || risesTo;
    const ended = locksOut ? await endSignIns(tx, { personId }) : 0;
    const tokensRevoked = locksOut ? await endAccessTokens(tx, personId) : 0;
    const clientsEnded = locksOut ? await endClientSignIns(tx, personId, "locked_out") : 0;
    // What their MFA codes opened at AWS is not for whoever signs in next.
    if (locksOut) await tx.mfaSession.deleteMany({ where: { personId } });
    const invitations =
      disabled === true || newRole !== undefined
        ? await tx.invitation.updateMany({
            where: { personId, ...openInvitations() },
            data: { revokedAt: at },
          })
        : { count: 0 };
    recordEvent(tx, actorOf(viewer), {
      event: turned ? (disabled ? "person.disabled" : "person.enabled") : "person.changed",
      outcome: "done",
      subjectId: personId,
      fields: {
        person: row.sessionName,
        name,
        portalRole: newRole,
        passwordChanged: passwordHash !== undefined,
        signInsEnded: ended,
        tokensRevoked,
        clientSignInsEnded: clientsEnded > 0 ? clientsEnded : undefined,
        invitationsRevoked: invitations.count > 0 ? invitations.count : undefined,
      },
    });
    return toPersonView(row);
  });
}

/** Whoever calls has ordered this with others who go, so that two who remove each other cannot both succeed. */
async function keepAnOwner(tx: Tx, leavingId: string): Promise<void> {
  const others = await tx.person.count({
    where: { portalRole: "owner", disabledAt: null, id: { not: leavingId } },
  });
  if (others === 0)
    throw new AppError("last_owner", "This is the last owner. Make somebody else an owner first.");
}
