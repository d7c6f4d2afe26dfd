import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { hashAccessToken, isAccessTokenShaped } from "./access-token-text.ts";
import { readScopes } from "./stored-scopes.ts";
import { type PersonRow, toViewer } from "./to-viewer.ts";
import type { RequestOrigin, Viewer } from "./viewer.ts";

type Row = {
  tokenId: string;
  scopes: string;
  limitedToRoles: boolean | number;
  createdAt: Date | string;
  lastUsedAt: Date | string | null;
} & PersonRow;

/**
 * The person behind an access token, which is neither revoked nor expired, and they not disabled: one indexed query
 * on every request, so that revoking and disabling work at once.
 * @returns null for everything else, without saying which
 */
export async function findTokenViewer(token: string, origin: RequestOrigin): Promise<Viewer | null> {
  if (!isAccessTokenShaped(token)) return null;
  const at = now();
  const rows = await db().$queryRaw<Row[]>`
    SELECT t."id" AS "tokenId", t."scopes", t."limitedToRoles", t."createdAt", t."lastUsedAt", p."id" AS "personId",
           p."name", p."email", p."sessionName", p."portalRole", p."locale", p."theme"
    FROM "AccessToken" t JOIN "Person" p ON p."id" = t."personId"
    WHERE t."tokenHash" = ${hashAccessToken(token)} AND t."revokedAt" IS NULL AND t."expiresAt" > ${at}
      AND p."disabledAt" IS NULL`;
  const row = rows[0];
  if (!row) return null;
  const proof = {
    signInId: `token:${row.tokenId}`,
    accessToken: {
      id: row.tokenId,
      scopes: readScopes(row.scopes),
      limitedToRoles: Boolean(row.limitedToRoles),
    },
    clientSignIn: null,
    signedInAt: new Date(row.createdAt).toISOString(),
  };
  const viewer = toViewer(row, proof, origin);
  const usedAt = row.lastUsedAt === null ? null : new Date(row.lastUsedAt);
  if (viewer && (!usedAt || at.getTime() - usedAt.getTime() > 60_000))
    await touchToken(row.tokenId, at, origin.address);
  return viewer;
}

/** Notes the use, once a minute at most. A database that cannot be written refuses nobody who only reads. */
async function touchToken(tokenId: string, at: Date, address: string): Promise<void> {
  try {
    await db().accessToken.updateMany({
      where: { id: tokenId },
      data: { lastUsedAt: at, lastUsedAddress: address },
    });
  } catch {
    return;
  }
}
