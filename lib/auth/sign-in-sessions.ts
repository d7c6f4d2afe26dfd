import { createHash, randomBytes, randomUUID } from "node:crypto";
import { db, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { type PersonRow, toViewer } from "./to-viewer.ts";
import type { RequestOrigin, Viewer } from "./viewer.ts";

export type SignInMethod = "password" | "oidc";

const hashSid = (sid: string) => createHash("sha256").update(sid).digest("base64url");

/** Opens a sign-in session for a person; returns its new sid, which only the cookie holds. */
export async function openSignIn(
  tx: Tx,
  input: { personId: string; method: SignInMethod; origin: RequestOrigin },
): Promise<{ sid: string; signInId: string }> {
  const sid = randomBytes(32).toString("base64url");
  const at = now();
  const row = await tx.signIn.create({
    data: {
      id: randomUUID(),
      sidHash: hashSid(sid),
      personId: input.personId,
      method: input.method,
      address: input.origin.address,
      userAgent: input.origin.userAgent.slice(0, 300),
      createdAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + env().GENKAN_SIGN_IN_MAX_MINUTES * 60_000),
    },
    select: { id: true },
  });
  return { sid, signInId: row.id };
}

type ViewerRow = { signInId: string; signedInAt: Date; lastSeenAt: Date } & PersonRow;

/** The person behind a sid: the row is read on every request, so ending or disabling works at once. */
export async function findViewer(
  token: { sub: string; sid: string },
  origin: RequestOrigin,
): Promise<Viewer | null> {
  const at = now();
  const idleSince = new Date(at.getTime() - env().GENKAN_SIGN_IN_IDLE_MINUTES * 60_000);
  const rows = await db().$queryRaw<ViewerRow[]>`
    SELECT s."id" AS "signInId", s."createdAt" AS "signedInAt", s."lastSeenAt", p."id" AS "personId", p."name",
           p."email", p."sessionName", p."portalRole", p."locale", p."theme"
    FROM "SignIn" s JOIN "Person" p ON p."id" = s."personId"
    WHERE s."sidHash" = ${hashSid(token.sid)} AND s."personId" = ${token.sub} AND s."endedAt" IS NULL
      AND s."expiresAt" > ${at} AND s."lastSeenAt" > ${idleSince} AND p."disabledAt" IS NULL`;
  const row = rows[0];
  if (!row) return null;
  const proof = {
    signInId: row.signInId,
    accessToken: null,
    clientSignIn: null,
    signedInAt: new Date(row.signedInAt).toISOString(),
  };
  const viewer = toViewer(row, proof, origin);
  const lastSeenAt = new Date(row.lastSeenAt);
  if (viewer && at.getTime() - lastSeenAt.getTime() > 60_000) await touchSignIn(row.signInId, at);
  return viewer;
}

/** Moves the idle limit on, once a minute at most. A database that cannot be written does not sign people out. */
async function touchSignIn(signInId: string, at: Date): Promise<void> {
  try {
    await db().signIn.updateMany({ where: { id: signInId }, data: { lastSeenAt: at } });
  } catch {
    return;
  }
}

/** Ends sign-in sessions: one, or all of a person. Returns how many ended now. */
export async function endSignIns(tx: Tx, where: { id?: string; personId: string }): Promise<number> {
  const { count } = await tx.signIn.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: now() },
  });
  return count;
}
