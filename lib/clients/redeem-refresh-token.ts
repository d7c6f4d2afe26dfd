import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { hashClientToken, nextRefreshToken } from "./client-token-text.ts";
import { endReplayed, graceMs } from "./end-replayed.ts";
import { giveClientTokens } from "./give-client-tokens.ts";
import { type Redeeming, type Redemption, refuseRedemption } from "./redemption.ts";
import { mayRefresh } from "./registered-client.ts";

/**
 * Redeems a refresh token for the next one and a fresh access token. Several processes share one cached token: within
 * the grace, and while nobody has gone on to the one after, a token that was redeemed gives the same next one again.
 * Later it was stolen, from the client or by it.
 */
export async function redeemRefreshToken(tx: Tx, by: Redeeming, refreshToken: string): Promise<Redemption> {
  if (!mayRefresh(by.client))
    return refuseRedemption(tx, by, "grant_not_registered", {
      exception: "UnauthorizedClientException",
      message: "The client did not register for refresh tokens.",
    });
  const tokenHash = hashClientToken(refreshToken);
  const found = await tx.clientToken.findFirst({
    where: { tokenHash, kind: "refresh" },
    select: { signIn: { select: { id: true, clientId: true, personId: true } } },
  });
  if (!found) return refuseRedemption(tx, by, "refresh_token_unknown", invalid());
  const { personId, clientId, id } = found.signIn;
  if (clientId !== by.client.id)
    return refuseRedemption(tx, by, "refresh_token_of_another_client", {
      exception: "UnauthorizedClientException",
      message: "This refresh token was given to another client.",
      personId,
    });
  const signIn = await lockClientSignIn(tx, by, id);
  if (!signIn) return refuseRedemption(tx, by, "client_sign_in_ended", { ...invalid(), personId });

  const at = now();
  const next = nextRefreshToken(refreshToken);
  const { count } = await tx.clientToken.updateMany({
    where: { tokenHash, redeemedAt: null, expiresAt: { gt: at } },
    data: { redeemedAt: at },
  });
  if (count > 0)
    return {
      ok: true,
      tokens: await giveClientTokens(tx, signIn, { refreshToken: next, stored: false, at }),
    };

  const { redeemedAt } = await tx.clientToken.findUniqueOrThrow({
    where: { tokenHash },
    select: { redeemedAt: true },
  });
  if (!redeemedAt) return refuseRedemption(tx, by, "refresh_token_expired", { ...invalid(), personId });
  const unused = await tx.clientToken.count({
    where: { tokenHash: hashClientToken(next), redeemedAt: null, expiresAt: { gt: at } },
  });
  if (unused > 0 && at.getTime() - redeemedAt.getTime() <= graceMs)
    return { ok: true, tokens: await giveClientTokens(tx, signIn, { refreshToken: next, stored: true, at }) };
  return endReplayed(tx, by, {
    reason: "refresh_token_reused",
    redeemedAt,
    clientSignInId: id,
    personId,
  });
}

/** Notes the use and takes the row's lock: one who refreshes waits for another, and for an end being committed. */
async function lockClientSignIn(tx: Tx, { origin }: Redeeming, id: string) {
  const at = now();
  const open = await tx.$executeRaw`
    UPDATE "ClientSignIn" SET "lastUsedAt" = ${at}, "lastUsedAddress" = ${origin.address}
    WHERE "id" = ${id} AND "endedAt" IS NULL AND "expiresAt" > ${at}
      AND EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = "ClientSignIn"."personId" AND p."disabledAt" IS NULL)`;
  if (open === 0) return null;
  return tx.clientSignIn.findUnique({ where: { id }, select: { id: true, expiresAt: true } });
}

const invalid = () =>
  ({
    exception: "InvalidGrantException",
    message: "The refresh token is unknown or has ended. Sign in again: aws sso login",
  }) as const;
