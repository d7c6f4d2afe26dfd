import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import type { SignInMethod } from "./sign-in-sessions.ts";
import type { Viewer } from "./viewer.ts";

/** One of the viewer's open sign-in sessions; times are ISO 8601. */
export type SignInView = {
  id: string;
  current: boolean;
  method: SignInMethod;
  address: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
};

/** The viewer's own open sign-in sessions, the newest first. */
export async function listSignIns(viewer: Viewer): Promise<SignInView[]> {
  const rows = await db().signIn.findMany({
    where: { personId: viewer.personId, endedAt: null, expiresAt: { gt: now() } },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
    select: {
      id: true,
      method: true,
      address: true,
      userAgent: true,
      createdAt: true,
      lastSeenAt: true,
      expiresAt: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    current: row.id === viewer.signInId,
    method: row.method === "oidc" ? "oidc" : "password",
    address: row.address,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
