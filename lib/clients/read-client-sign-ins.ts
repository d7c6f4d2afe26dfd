import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import type { ClientSignInView } from "./client-sign-in-view.ts";

/**
 * A person's client sign-ins that are in force, 100 at most, the last used first. Whoever calls has said that the
 * viewer may see them.
 */
export async function readClientSignIns(personId: string): Promise<ClientSignInView[]> {
  const rows = await db().clientSignIn.findMany({
    where: { personId, endedAt: null, expiresAt: { gt: now() } },
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
