import { readTextList } from "#lib/catalogue/stored-options.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AwsException } from "./aws-exception.ts";
import { hashClientToken } from "./client-token-text.ts";
import { accountAccessScope, grantTypes } from "./grant-types.ts";

/** An AWS client as it registered itself; its registration is in force. */
export type RegisteredClient = {
  id: string;
  secretHash: string;
  name: string;
  scopes: readonly string[];
  redirectUris: readonly string[];
  grantTypes: readonly string[];
  address: string;
  createdAt: Date;
};

/** The client of this id, whoever asks, or null when there is none whose registration is in force. */
export async function findRegisteredClient(tx: Tx, clientId: string): Promise<RegisteredClient | null> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "id", "secretHash", "name", "scopes", "redirectUris", "grantTypes", "address", "createdAt"
    FROM "AwsClient" WHERE "id" = ${clientId} AND "expiresAt" > ${now()}`;
  return rows[0] ? toClient(rows[0]) : null;
}

/**
 * The client that proves itself with its secret.
 * @throws AwsException `InvalidClientException`
 */
export async function requireClient(
  tx: Tx,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<RegisteredClient> {
  const client = await findRegisteredClient(tx, clientId);
  if (client?.secretHash === hashClientToken(clientSecret)) return client;
  throw new AwsException(
    "InvalidClientException",
    "The portal does not know this client, its secret is wrong, or its registration has ended. Run aws sso logout, then sign in again.",
  );
}

/** Whether the client gets refresh tokens, and may redeem them. */
export function mayRefresh(client: RegisteredClient): boolean {
  return client.grantTypes.includes(grantTypes.refreshToken) || client.scopes.includes(accountAccessScope);
}

type Row = {
  id: string;
  secretHash: string;
  name: string;
  scopes: string;
  redirectUris: string;
  grantTypes: string;
  address: string;
  createdAt: Date | string;
};

function toClient(row: Row): RegisteredClient {
  return {
    ...row,
    scopes: readTextList(row.scopes),
    redirectUris: readTextList(row.redirectUris),
    grantTypes: readTextList(row.grantTypes),
    createdAt: new Date(row.createdAt),
  };
}
