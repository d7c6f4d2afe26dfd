import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";

/** What ended a client sign-in. */
export type ClientSignInEnd = "person" | "sign_out" | "reuse" | "locked_out" | "manager" | "operator";

/**
 * Ends every client sign-in of a person that is in force, and their tokens with them: for whatever ends their
 * sign-ins, which records it.
 * @returns how many ended now
 */
export async function endClientSignIns(tx: Tx, personId: string, endedBy: ClientSignInEnd): Promise<number> {
  const at = now();
  const { count } = await tx.clientSignIn.updateMany({
    where: { personId, endedAt: null, expiresAt: { gt: at } },
    data: { endedAt: at, endedBy },
  });
  return count;
}
