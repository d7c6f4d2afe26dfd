import { createHash, randomUUID } from "node:crypto";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { hashClientToken } from "./client-token-text.ts";
import { endReplayed } from "./end-replayed.ts";
import { grantTypes } from "./grant-types.ts";
import { lockConsent, openClientSignIn } from "./open-client-sign-in.ts";
import { type Redeeming, type Redemption, refuseRedemption } from "./redemption.ts";

/**
 * Redeems an authorization code, once, with the verifier of its challenge, https://www.rfc-editor.org/rfc/rfc7636#section-4.6.
 * A code that comes again later with everything right was seen by two: it ends what it gave.
 */
export async function redeemAuthorizationCode(
  tx: Tx,
  by: Redeeming,
  asked: { code: string; redirectUri: string; codeVerifier: string },
): Promise<Redemption> {
  if (!by.client.grantTypes.includes(grantTypes.authorizationCode))
    return refuseRedemption(tx, by, "grant_not_registered", {
      exception: "UnauthorizedClientException",
      message: "The client did not register for authorization codes.",
    });
  const codeHash = hashClientToken(asked.code);
  const row = await readCode(tx, codeHash);
  if (!row) return refuseRedemption(tx, by, "code_unknown", invalid());
  const { personId } = row;
  if (row.clientId !== by.client.id)
    return refuseRedemption(tx, by, "code_of_another_client", {
      exception: "UnauthorizedClientException",
      message: "This code was given to another client.",
      personId,
    });
  if (row.redirectUri !== asked.redirectUri)
    return refuseRedemption(tx, by, "redirect_uri_wrong", { ...invalid(), personId });
  if (!fitsChallenge(asked.codeVerifier, row.codeChallenge))
    return refuseRedemption(tx, by, "code_verifier_wrong", { ...invalid(), personId });

  const at = now();
  const id = randomUUID();
  if (row.redeemedAt) return tellUsed(tx, by, row);
  const { count } = await tx.authorizationCode.updateMany({
    where: { codeHash, redeemedAt: null, expiresAt: { gt: at } },
    data: { redeemedAt: at, clientSignInId: id },
  });
  if (count === 0) return tellUsed(tx, by, (await readCode(tx, codeHash)) ?? row);
  const person = await lockConsent(tx, row);
  if (!person) return refuseRedemption(tx, by, "consent_ended", { ...invalid(), personId });
  const scopes = readTextList(row.scopes);
  return {
    ok: true,
    tokens: await openClientSignIn(tx, by, { id, person, method: "authorization_code", scopes }),
  };
}

/** Why a code gives no tokens. */
function tellUsed(
  tx: Tx,
  by: Redeeming,
  { redeemedAt, personId, clientSignInId }: CodeRow,
): Promise<Redemption> {
  if (redeemedAt === null) return refuseRedemption(tx, by, "code_expired", { ...invalid(), personId });
  return endReplayed(tx, by, {
    reason: "code_reused",
    redeemedAt: new Date(redeemedAt),
    clientSignInId: clientSignInId ?? "",
    personId,
  });
}

type CodeRow = {
  clientId: string;
  personId: string;
  signInId: string;
  redirectUri: string;
  codeChallenge: string;
  scopes: string;
  redeemedAt: Date | string | null;
  clientSignInId: string | null;
};

async function readCode(tx: Tx, codeHash: string): Promise<CodeRow | undefined> {
  const rows = await tx.$queryRaw<CodeRow[]>`
    SELECT "clientId", "personId", "signInId", "redirectUri", "codeChallenge", "scopes", "redeemedAt", "clientSignInId"
    FROM "AuthorizationCode" WHERE "codeHash" = ${codeHash}`;
  return rows[0];
}

const invalid = () =>
  ({
    exception: "InvalidGrantException",
    message: "The code is unknown, was used or has ended, or its verifier does not fit. Sign in again.",
  }) as const;

function fitsChallenge(verifier: string, challenge: string): boolean {
  return (
    /^[\w.~-]{43,128}$/.test(verifier) &&
    createHash("sha256").update(verifier).digest("base64url") === challenge
  );
}
