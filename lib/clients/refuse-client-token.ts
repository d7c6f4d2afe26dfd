import { transact } from "#lib/audit/transact.ts";
import { addressBlock } from "#lib/auth/address-block.ts";
import type { AttemptLimit } from "#lib/auth/attempts.ts";
import { recordRefusal } from "#lib/auth/record-refusal.ts";
import { anonymousActor, type RequestOrigin } from "#lib/auth/viewer.ts";
import { AwsException } from "./aws-exception.ts";

const recorded: AttemptLimit = { name: "client-token", most: 20, windowSeconds: 900 };

/**
 * Refuses an AWS client's access token that is nobody's, recorded by address up to a limit. Past it the answer stays
 * the same: 401 alone leads people to sign in again, and nobody guesses 256 random bits.
 * @throws AwsException `UnauthorizedException`
 */
export async function refuseClientToken(
  origin: RequestOrigin,
  asked: { method: string; path: string },
): Promise<never> {
  await transact((tx) =>
    recordRefusal(
      tx,
      anonymousActor(origin),
      { limit: recorded, subject: addressBlock(origin.address) },
      { event: "request.refused", outcome: "refused", fields: { ...asked, code: "token_invalid" } },
    ),
  );
  throw new AwsException(
    "UnauthorizedException",
    "The access token is unknown, has ended or was revoked. Sign in again: aws sso login",
  );
}
