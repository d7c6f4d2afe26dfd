import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { createPerson } from "#lib/auth/create-person.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, portalRoles, requireManager, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { type PersonView, personColumns, toPersonView } from "./person-view.ts";

/** What this takes; described at /api/openapi.json. */
export const AddPersonInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  password: z.string(),
  portalRole: z.enum(portalRoles).default("member"),
});

/**
 * Adds a person who signs in with e-mail and password. Owners, admins and auditors are added by owners only, with a
 * sign-in of the last five minutes.
 * @throws AppError `not_allowed`, `recent_sign_in_required`, `email_taken`, `password_too_short`, `password_too_long`
 */
export async function addPerson(viewer: Viewer, input: unknown): Promise<PersonView> {
  requireManager(viewer);
  const { name, email, password, portalRole } = AddPersonInput.parse(input);
  if (portalRole !== "member") requireOwner(viewer);
  if (portalRole !== "member") requireRecentSignIn(viewer);
  const loginEmail = email.toLowerCase();
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    const taken = await tx.person.findUnique({ where: { loginEmail }, select: { id: true } });
    if (taken) throw new AppError("email_taken", "Someone with this e-mail address signs in already.");
    const { id } = await createPerson(tx, { name, email, loginEmail, passwordHash, portalRole });
    const row = await tx.person.findUniqueOrThrow({ where: { id }, select: personColumns });
    recordEvent(tx, actorOf(viewer), {
      event: "person.added",
      outcome: "done",
      subjectId: row.id,
      fields: { by: viewer.portalRole, sessionName: row.sessionName, portalRole },
    });
    return toPersonView(row);
  });
}
