import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { endSignIns } from "#lib/auth/sign-in-sessions.ts";
import { actorOf, portalRoles, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { type PersonView, personColumns, toPersonView } from "./person-view.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangePersonInput = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  portalRole: z.enum(portalRoles).optional(),
  password: z.string().optional(),
  disabled: z.boolean().optional(),
});

/**
 * Changes a person: name, portal role, a new password, disabled or not. Disabling and a new password end their
 * sign-ins at once. The last enabled owner stays one. Changing a portal role, and the password of an owner or
 * auditor or whether they are disabled, needs a sign-in of the last five minutes.
 * @throws AppError `person_not_found`, `last_owner`, `recent_sign_in_required`, `password_too_short`
 */
export async function changePerson(viewer: Viewer, personId: string, input: unknown): Promise<PersonView> {
  requireOwner(viewer);
  const { name, portalRole, password, disabled } = ChangePersonInput.parse(input);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return transact(async (tx) => {
    // Changes nothing, but takes the row's lock: what is read here still stands when it is written.
    await tx.$executeRaw`UPDATE "Person" SET "id" = "id" WHERE "id" = ${personId}`;
    const current = await tx.person.findUnique({
      where: { id: personId },
      select: { portalRole: true, disabledAt: true, loginEmail: true, email: true },
    });
    if (!current) throw new AppError("person_not_found", "There is no such person.");
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
    const locksOut = disabled === true || passwordHash !== undefined;
    const ended = locksOut ? await endSignIns(tx, { personId }) : 0;
    // What their MFA codes opened at AWS is not for whoever signs in next.
    if (locksOut) await tx.mfaSession.deleteMany({ where: { personId } });
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
      },
    });
    return toPersonView(row);
  });
}

/** Owners are ordered by a lock on the installation's row, so that two who remove each other cannot both succeed. */
async function keepAnOwner(tx: Tx, leavingId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Installation" SET "id" = "id" WHERE "id" = 1`;
  const others = await tx.person.count({
    where: { portalRole: "owner", disabledAt: null, id: { not: leavingId } },
  });
  if (others === 0)
    throw new AppError("last_owner", "This is the last owner. Make somebody else an owner first.");
}
