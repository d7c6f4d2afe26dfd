import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { hashAccessToken, isAccessTokenShaped } from "./access-token-text.ts";
import { readScopes } from "./stored-scopes.ts";
import { isPortalRole, type RequestOrigin, type Viewer } from "./viewer.ts";

type Row = {
  tokenId: string;
  scopes: string;
  limitedToRoles: boolean | number;
  createdAt: Date | string;
  lastUsedAt: Date | string | null;
  personId: string;
  name: string;
  email: string;
  sessionName: string;
  portalRole: string;
  locale: string | null;
  theme: string | null;
};

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
  if (!row || !isPortalRole(row.portalRole)) return null;
  const usedAt = row.lastUsedAt === null ? null : new Date(row.lastUsedAt);
  if (!usedAt || at.getTime() - usedAt.getTime() > 60_000) await touchToken(row.tokenId, at, origin.address);
  return {
    personId: row.personId,
    name: row.name,
    email: row.email,
    sessionName: row.sessionName,
    portalRole: row.portalRole,
    locale: row.locale === "en" || row.locale === "ja" ? row.locale : null,
    theme: row.theme === "light" || row.theme === "dark" ? row.theme : null,
    signInId: `token:${row.tokenId}`,
    accessToken: {
      id: row.tokenId,
      scopes: readScopes(row.scopes),
      limitedToRoles: Boolean(row.limitedToRoles),
    },
    clientSignIn: null,
    signedInAt: new Date(row.createdAt).toISOString(),
    requestId: origin.requestId,
    address: origin.address,
  };
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
