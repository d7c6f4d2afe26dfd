import { type PersonRow, toViewer } from "#lib/auth/to-viewer.ts";
import type { RequestOrigin, Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { hashClientToken, isClientAccessTokenShaped } from "./client-token-text.ts";

type Row = {
  clientSignInId: string;
  clientName: string;
  createdAt: Date | string;
  lastUsedAt: Date | string;
  lastUsedAddress: string;
} & PersonRow;

/**
 * The person behind an AWS client's access token, while neither it nor its client sign-in has ended and they are not
 * disabled: one indexed query on every request, so that ending and disabling work on the next call.
 * @returns null for everything else, without saying which
 */
export async function findClientViewer(token: string, origin: RequestOrigin): Promise<Viewer | null> {
  if (!isClientAccessTokenShaped(token)) return null;
  const at = now();
  const rows = await db().$queryRaw<Row[]>`
    SELECT s."id" AS "clientSignInId", s."clientName", s."createdAt", s."lastUsedAt", s."lastUsedAddress",
           p."id" AS "personId", p."name", p."email", p."sessionName", p."portalRole", p."locale", p."theme"
    FROM "ClientToken" t JOIN "ClientSignIn" s ON s."id" = t."clientSignInId" JOIN "Person" p ON p."id" = s."personId"
    WHERE t."tokenHash" = ${hashClientToken(token)} AND t."kind" = 'access' AND t."expiresAt" > ${at}
      AND s."endedAt" IS NULL AND s."expiresAt" > ${at} AND p."disabledAt" IS NULL`;
  const row = rows[0];
  if (!row) return null;
  const proof = {
    signInId: `client:${row.clientSignInId}`,
    accessToken: null,
    clientSignIn: { id: row.clientSignInId, clientName: row.clientName },
    signedInAt: new Date(row.createdAt).toISOString(),
  };
  const viewer = toViewer(row, proof, origin);
  const usedAt = new Date(row.lastUsedAt).getTime();
  if (viewer && (at.getTime() - usedAt > 60_000 || row.lastUsedAddress !== origin.address))
    await touchClientSignIn(row.clientSignInId, at, origin.address);
  return viewer;
}

/** Notes the use, once a minute at most from one address. A database that cannot be written refuses no reader. */
async function touchClientSignIn(id: string, at: Date, address: string): Promise<void> {
  try {
    await db().clientSignIn.updateMany({
      where: { id },
      data: { lastUsedAt: at, lastUsedAddress: address },
    });
  } catch {
    return;
  }
}
