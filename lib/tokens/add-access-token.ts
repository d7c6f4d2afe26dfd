import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { hashAccessToken, newAccessToken } from "#lib/auth/access-token-text.ts";
import { requireOpenSignIn } from "#lib/auth/require-open-sign-in.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, tokenScopes, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { requireReachedRoles } from "./require-reached-roles.ts";
import { type NewAccessToken, tokenColumns, toTokenView } from "./token-view.ts";

/** How many tokens of a person may be in force at once. */
const mostTokens = 20;

/** How many roles a token may be limited to. */
const mostRoles = 500;

/** What a token that opens some roles only may be for. */
const scopesOfRoles: readonly string[] = ["roles:use", "roles:credentials"];

/** What this takes; described at /api/openapi.json. */
export const AddAccessTokenInput = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(tokenScopes)).min(1).max(tokenScopes.length),
    expiresInDays: z.int().min(1).max(366).default(90),
    /** The only roles that the token opens, 500 at most; all of the person's where there are none. */
    roleIds: z
      .array(z.string().regex(/^[\w-]{1,64}$/))
      .min(1)
      .max(10_000)
      .optional(),
  })
  .refine(
    ({ scopes, roleIds }) => roleIds === undefined || scopes.every((scope) => scopesOfRoles.includes(scope)),
    { path: ["scopes"], message: "a token of some roles only uses roles" },
  );

/**
 * Makes an access token of the viewer's own, from a browser that signed in within the last five minutes: a token
 * makes none. It can do what its scopes and the viewer's portal role both allow, whatever that role is by then.
 * @throws AppError `recent_sign_in_required`, `too_many_tokens`, `too_many_token_roles`, `role_not_assigned`
 */
export async function addAccessToken(viewer: Viewer, input: unknown): Promise<NewAccessToken> {
  requireRecentSignIn(viewer);
  const { name, scopes, expiresInDays, roleIds } = AddAccessTokenInput.parse(input);
  const limit = roleIds === undefined ? null : [...new Set(roleIds)];
  if (limit !== null && limit.length > mostRoles)
    throw new AppError("too_many_token_roles", `A token is limited to at most ${mostRoles} roles.`, {
      details: { most: mostRoles },
    });
  const { personId } = viewer;
  const token = newAccessToken();
  return transact(async (tx) => {
    // Changes nothing, but orders this with whatever ends the person's tokens, and with another of theirs being made.
    await tx.$executeRaw`UPDATE "Person" SET "id" = "id" WHERE "id" = ${personId}`;
    await requireOpenSignIn(tx, viewer);
    if (limit !== null) await requireReachedRoles(tx, viewer, limit);
    const at = now();
    const inForce = await tx.accessToken.count({
      where: { personId, revokedAt: null, expiresAt: { gt: at } },
    });
    if (inForce >= mostTokens)
      throw new AppError("too_many_tokens", `A person has at most ${mostTokens} access tokens.`, {
        details: { most: mostTokens },
      });
    const given = tokenScopes.filter((scope) => scopes.includes(scope));
    const row = await tx.accessToken.create({
      data: {
        id: randomUUID(),
        personId,
        name,
        tokenHash: hashAccessToken(token),
        last4: token.slice(-4),
        scopes: JSON.stringify(given),
        createdAt: at,
        expiresAt: new Date(at.getTime() + expiresInDays * 86_400_000),
        limitedToRoles: limit !== null,
      },
      select: tokenColumns,
    });
    if (limit !== null)
      await tx.accessTokenRole.createMany({ data: limit.map((roleId) => ({ tokenId: row.id, roleId })) });
    recordEvent(tx, actorOf(viewer), {
      event: "access_token.added",
      outcome: "done",
      subjectId: personId,
      fields: {
        tokenId: row.id,
        name,
        scopes: given,
        last4: row.last4,
        expiresAt: row.expiresAt.toISOString(),
        ...(limit !== null && { roles: limit.length, roleIds: limit.slice(0, 50) }),
      },
    });
    return { ...toTokenView(row), roles: limit?.length ?? null, token };
  });
}
