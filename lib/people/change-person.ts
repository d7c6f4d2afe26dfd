import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { hashPassword } from "#lib/auth/password.ts";
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
 * sign-ins at once. The last enabled owner stays one. A portal role is changed with a sign-in of the last five
 * minutes.
 * @throws AppError `person_not_found`, `last_owner`, `recent_sign_in_required`, `password_too_short`
 */
export async function changePerson(viewer: Viewer, personId: string, input: unknown): Promise<PersonView> {
  requireOwner(viewer);
  const { name, portalRole, password, disabled } = ChangePersonInput.parse(input);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return transact(async (tx) => {
    const current = await tx.person.findUnique({
      where: { id: personId },
      select: { portalRole: true, disabledAt: true, loginEmail: true, email: true },
    });
    if (!current) throw new AppError("person_not_found", "There is no such person.");
    const at = now();
    const newRole = portalRole !== undefined && portalRole !== current.portalRole ? portalRole : undefined;
    if (newRole) requireRecentSignIn(viewer, at);
    const loses = (newRole !== undefined && newRole !== "owner") || disabled === true;
    if (current.portalRole === "owner" && current.disabledAt === null && loses)
      await keepAnOwner(tx, personId);
    if (passwordHash !== undefined && current.loginEmail === null)
      throw new AppError(
        "invalid_input",
        "This person signs in with an identity provider and has no password.",
      );
    const disabledAt =
      disabled === undefined ? current.disabledAt : disabled ? (current.disabledAt ?? at) : null;
    const row = await tx.person.update({
      where: { id: personId },
      data: {
        ...(name !== undefined && { name }),
        ...(newRole !== undefined && { portalRole: newRole }),
        ...(passwordHash !== undefined && { passwordHash }),
        disabledAt,
        updatedAt: at,
      },
      select: personColumns,
    });
    const ended = disabled === true || passwordHash !== undefined ? await endSignIns(tx, { personId }) : 0;
    const turned = disabled !== undefined && disabled !== (current.disabledAt !== null);
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

function requireRecentSignIn(viewer: Viewer, at: Date): void {
  if (at.getTime() - Date.parse(viewer.signedInAt) <= 5 * 60_000) return;
  throw new AppError(
    "recent_sign_in_required",
    "Sign out and in again: this change needs a sign-in of the last five minutes.",
  );
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
