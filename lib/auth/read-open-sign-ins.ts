import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import type { SignInView } from "./sign-in-view.ts";
import type { Viewer } from "./viewer.ts";

/**
 * The sign-in sessions of a person that would still be let in, 100 at most, the last seen first: neither ended nor
 * expired nor idle for too long. Whoever calls has said that the viewer may see them.
 */
export async function readOpenSignIns(viewer: Viewer, personId: string): Promise<SignInView[]> {
  const at = now();
  const idleSince = new Date(at.getTime() - env().GENKAN_SIGN_IN_IDLE_MINUTES * 60_000);
  const rows = await db().signIn.findMany({
    where: { personId, endedAt: null, expiresAt: { gt: at }, lastSeenAt: { gt: idleSince } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
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
