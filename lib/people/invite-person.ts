import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { createPerson } from "#lib/auth/create-person.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, portalRoles, requireManager, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { AppError } from "#lib/errors.ts";
import { putMembers } from "#lib/groups/change-members.ts";
import type { NewInvitation } from "./invitation-view.ts";
import { ExpiresInDays, issueInvitation } from "./issue-invitation.ts";

/** What this takes; described at /api/openapi.json. */
export const InvitePersonInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  portalRole: z.enum(portalRoles).default("member"),
  /** Groups that the person is put into at once. */
  groupIds: z.array(z.string().max(64)).max(100).default([]),
  expiresInDays: ExpiresInDays,
});

/**
 * Adds a person who has never signed in, with a link that binds whoever uses it first to them: by a password of their
 * choice or by their account of the identity provider, never by the e-mail address alone. They can be assigned roles
 * at once. Owners, admins and auditors are invited by owners only, with a sign-in of the last five minutes.
 * @throws AppError `recent_sign_in_required`, `email_taken`, `group_not_found`
 */
export async function invitePerson(viewer: Viewer, input: unknown): Promise<NewInvitation> {
  requireManager(viewer);
  const { name, email, portalRole, groupIds, expiresInDays } = InvitePersonInput.parse(input);
  if (portalRole !== "member") requireOwner(viewer);
  if (portalRole !== "member") requireRecentSignIn(viewer);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const loginEmail = email.toLowerCase();
    const taken = await tx.person.findUnique({ where: { loginEmail }, select: { id: true } });
    if (taken) throw new AppError("email_taken", "Someone with this e-mail address signs in already.");
    const { id, sessionName } = await createPerson(tx, { name, email, portalRole });
    recordEvent(tx, actorOf(viewer), {
      event: "person.added",
      outcome: "done",
      subjectId: id,
      fields: { by: viewer.portalRole, sessionName, portalRole },
    });
    for (const groupId of new Set(groupIds)) await putMembers(tx, viewer, groupId, { add: [id], remove: [] });
    return issueInvitation(tx, viewer, id, expiresInDays);
  });
}
