import { recordEvent } from "#lib/audit/transact.ts";
import { type AttemptLimit, countAttempt } from "#lib/auth/attempts.ts";
import { anonymousActor } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import type { Redeeming, Redemption } from "./redemption.ts";

/** Within this, what was redeemed may come again: processes share a cache, and a client repeats what got no answer. */
export const graceMs = 60_000;

/** Once is enough for what the same client repeats. */
const recorded: AttemptLimit = { name: "client-replay", most: 1, windowSeconds: 900 };

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
  const { client, origin } = by;
  const at = now();
  const late = at.getTime() - redeemedAt.getTime() > graceMs;
  const { count } = late
    ? await tx.clientSignIn.updateMany({
        where: { id: clientSignInId, endedAt: null },
        data: { endedAt: at, endedBy: "reuse" },
      })
    : { count: 0 };
  const signInEnded = count > 0;
  if (signInEnded || (await countAttempt(tx, recorded, clientSignInId)))
    recordEvent(tx, anonymousActor(origin), {
      event: "client_sign_in.refused",
      outcome: "refused",
      subjectId: personId,
      fields: { clientId: client.id, clientName: client.name, clientSignInId, reason, signInEnded },
    });
  return {
    ok: false,
    exception: "InvalidGrantException",
    message: "This was used already. Sign in again: aws sso login",
  };
}
