import { z } from "zod";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { attemptInvitation } from "./invitation-attempts.ts";
import type { InvitationToMe } from "./invitation-to-me-view.ts";
import { invitationInvalid, opensInvitation } from "./open-invitation.ts";
import type { RequestOrigin } from "./viewer.ts";

/** What this takes; described at /api/openapi.json. */
export const FindInvitationInput = z.strictObject({ token: z.string().min(1).max(200) });

/**
 * What somebody with a link sees before they accept: who is meant, where, until when, and how they can sign in. For
 * anyone; changes nothing.
 * @throws AppError `invitation_invalid`, the same for unknown, used, revoked and ended ones; `too_many_attempts`
 */
export async function findInvitation(origin: RequestOrigin, input: unknown): Promise<InvitationToMe> {
  const { token } = FindInvitationInput.parse(input);
  return attemptInvitation(origin, async () => {
    const found = await db().invitation.findFirst({
      where: opensInvitation(token),
      select: { expiresAt: true, person: { select: { name: true, email: true } } },
    });
    if (!found) throw invitationInvalid();
    return {
      ...found.person,
      portal: new URL(env().GENKAN_URL).host,
      expiresAt: found.expiresAt.toISOString(),
      oidc: env().GENKAN_OIDC_ISSUER ? { name: env().GENKAN_OIDC_NAME } : null,
    };
  });
}
