import { randomUUID } from "node:crypto";
import type { PortalRole, RequestOrigin, Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";

export const testRequest: RequestOrigin = {
  requestId: "test-request",
  address: "192.0.2.1",
  userAgent: "test",
};

/** Adds a person with an open sign-in, as a viewer. Straight into the tables: no password is hashed for it. */
export async function addViewer(
  portalRole: PortalRole = "member",
  columns: { disabledAt?: Date; loginEmail?: string; passwordHash?: string; name?: string } = {},
): Promise<Viewer> {
  const id = randomUUID();
  const at = now();
  const email = `${portalRole}-${id.slice(0, 8)}@example.com`;
  await db().person.create({
    data: {
      id,
      name: `Test ${portalRole}`,
      email,
      sessionName: email,
      portalRole,
      createdAt: at,
      updatedAt: at,
      memberships: { create: { principalId: id, createdAt: at } },
      ...columns,
    },
  });
  const signInId = randomUUID();
  await db().signIn.create({
    data: {
      id: signInId,
      sidHash: randomUUID(),
      personId: id,
      method: "password",
      address: testRequest.address,
      userAgent: testRequest.userAgent,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    },
  });
  return {
    personId: id,
    name: columns.name ?? `Test ${portalRole}`,
    email,
    sessionName: email,
    portalRole,
    locale: null,
    theme: null,
    signInId,
    accessToken: null,
    clientSignIn: null,
    signedInAt: at.toISOString(),
    requestId: testRequest.requestId,
    address: testRequest.address,
  };
}
