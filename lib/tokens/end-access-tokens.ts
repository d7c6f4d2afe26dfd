import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";

/**
 * Revokes every access token of a person that is in force: for whatever ends their sign-ins, which records it.
 * @returns how many ended now
 */
export async function endAccessTokens(tx: Tx, personId: string): Promise<number> {
  const at = now();
  const { count } = await tx.accessToken.updateMany({
    where: { personId, revokedAt: null, expiresAt: { gt: at } },
    data: { revokedAt: at },
  });
  return count;
}
