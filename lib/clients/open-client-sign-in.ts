import { recordEvent } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { newRefreshToken } from "./client-token-text.ts";
import { giveClientTokens } from "./give-client-tokens.ts";
import type { ClientTokens, Redeeming } from "./redemption.ts";
import { mayRefresh } from "./registered-client.ts";

/**
 * Locks the sign-in session that consented, while it is open and its person not disabled: an end that is being
 * committed is waited for.
 * @returns the person, or null when either has ended
 */
export async function lockConsent(
  tx: Tx,
  { signInId, personId }: { signInId: string; personId: string },
): Promise<{ id: string; sessionName: string } | null> {
  // Changes nothing, but takes the row's lock.
  const open = await tx.$executeRaw`
    UPDATE "SignIn" SET "id" = "id"
    WHERE "id" = ${signInId} AND "personId" = ${personId} AND "endedAt" IS NULL AND "expiresAt" > ${now()}`;
  if (open === 0) return null;
  return tx.person.findFirst({
    where: { id: personId, disabledAt: null },
    select: { id: true, sessionName: true },
  });
}

/** Signs a person in in an AWS client, with its first tokens. */
export async function openClientSignIn(
  tx: Tx,
  { client, origin }: Redeeming,
  opening: {
    id: string;
    person: { id: string; sessionName: string };
    method: "authorization_code" | "device_code";
    scopes: readonly string[];
  },
): Promise<ClientTokens> {
  const { id, person, method, scopes } = opening;
  const at = now();
  const expiresAt = new Date(at.getTime() + env().GENKAN_CLIENT_SIGN_IN_MAX_MINUTES * 60_000);
  await tx.clientSignIn.create({
    data: {
      id,
      personId: person.id,
      clientId: client.id,
      clientName: client.name,
      method,
      scopes: JSON.stringify(scopes),
      address: origin.address,
      userAgent: origin.userAgent.slice(0, 300),
      createdAt: at,
      lastUsedAt: at,
      lastUsedAddress: origin.address,
      expiresAt,
    },
    select: { id: true },
  });
  recordEvent(
    tx,
    {
      id: person.id,
      name: person.sessionName,
      requestId: origin.requestId,
      address: origin.address,
      clientSignInId: id,
    },
    {
      event: "client_sign_in.opened",
      outcome: "done",
      subjectId: person.id,
      fields: {
        person: person.sessionName,
        clientId: client.id,
        clientName: client.name,
        method,
        scopes,
        expiresAt: expiresAt.toISOString(),
      },
    },
  );
  const refreshToken = mayRefresh(client) ? newRefreshToken() : null;
  return giveClientTokens(tx, { id, expiresAt }, { refreshToken, stored: false, at });
}
