import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import type { ClientSignInView } from "./client-sign-in-view.ts";

/** The viewer's own client sign-ins that are in force, the last used first. */
export async function listOwnClientSignIns(viewer: Viewer): Promise<ClientSignInView[]> {
  const rows = await db().clientSignIn.findMany({
    where: { personId: viewer.personId, endedAt: null, expiresAt: { gt: now() } },
    orderBy: [{ lastUsedAt: "desc" }, { id: "asc" }],
    take: 100,
    select: {
      id: true,
      clientName: true,
      method: true,
      address: true,
      userAgent: true,
      createdAt: true,
      lastUsedAt: true,
      lastUsedAddress: true,
      expiresAt: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    method: row.method === "device_code" ? "device_code" : "authorization_code",
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
