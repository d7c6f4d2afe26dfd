import { recordEvent } from "#lib/audit/transact.ts";
import { anonymousActor } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { type Redeeming, type Redemption, refuseRedemption } from "./redemption.ts";

/** Within this, what was redeemed may come again: processes share a cache, and a client repeats what got no answer. */
export const graceMs = 60_000;

/**
 * Refuses what was redeemed before. Later than the grace two must have had it, and nobody knows which of them is the
 * client: the client sign-in ends with all its tokens, https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2.
 */
export async function endReplayed(
  tx: Tx,
  by: Redeeming,
  replayed: {
    reason: "code_reused" | "device_code_reused" | "refresh_token_reused";
    redeemedAt: Date;
    clientSignInId: string;
    personId: string;
  },
): Promise<Redemption> {
  const { reason, redeemedAt, clientSignInId, personId } = replayed;
  const refusal = {
    exception: "InvalidGrantException",
    message: "This was used already. Sign in again: aws sso login",
  } as const;
  const at = now();
  if (at.getTime() - redeemedAt.getTime() <= graceMs)
    return refuseRedemption(tx, by, reason, { ...refusal, personId });
  const { count } = await tx.clientSignIn.updateMany({
    where: { id: clientSignInId, endedAt: null },
    data: { endedAt: at, endedBy: "reuse" },
  });
  if (count === 0) return refuseRedemption(tx, by, reason, { ...refusal, personId });
  const { client, origin } = by;
  recordEvent(tx, anonymousActor(origin), {
    event: "client_sign_in.refused",
    outcome: "refused",
    subjectId: personId,
    fields: { clientId: client.id, clientName: client.name, clientSignInId, reason, signInEnded: true },
  });
  return { ok: false, ...refusal };
}
