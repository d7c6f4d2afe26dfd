import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import type { RequestOrigin } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { AwsException } from "./aws-exception.ts";
import { accountAccessScope, grantTypes } from "./grant-types.ts";
import { redeemAuthorizationCode } from "./redeem-authorization-code.ts";
import { redeemDeviceCode } from "./redeem-device-code.ts";
import { redeemRefreshToken } from "./redeem-refresh-token.ts";
import type { ClientTokens, Redeeming, Redemption } from "./redemption.ts";
import { requireClient } from "./registered-client.ts";

/** Of any length that a body may have: what AWS itself gave runs to thousands of characters, and is unknown here. */
const text = z.string();

/** What further members a client sends is none of ours: the model grows. */
const CreateTokenInput = z.object({
  clientId: text,
  clientSecret: text,
  grantType: text,
  deviceCode: text.optional(),
  code: text.optional(),
  refreshToken: text.optional(),
  scope: z.array(text).max(20).optional(),
  redirectUri: text.optional(),
  codeVerifier: text.optional(),
});

/**
 * CreateToken: an AWS client redeems what its person allowed, or its refresh token.
 * @throws AwsException every one that the model names for CreateToken but `InternalServerException`
 */
export async function createToken(origin: RequestOrigin, input: unknown): Promise<ClientTokens> {
  const asked = CreateTokenInput.parse(input);
  const client = await requireClient(db(), asked);
  const redemption = await transact(async (tx) => redeem(tx, { client, origin }, asked));
  if (redemption.ok) return redemption.tokens;
  throw new AwsException(redemption.exception, redemption.message);
}

function redeem(
  tx: Tx,
  by: Redeeming,
  asked: z.output<typeof CreateTokenInput>,
): Promise<Redemption> | Redemption {
  const { deviceCode, code, refreshToken, redirectUri, codeVerifier, scope = [] } = asked;
  if (scope.some((each) => each !== accountAccessScope))
    return no("InvalidScopeException", `The only scope here is ${accountAccessScope}.`);
  switch (asked.grantType) {
    case grantTypes.deviceCode:
      return deviceCode === undefined ? missing("deviceCode") : redeemDeviceCode(tx, by, deviceCode);
    case grantTypes.authorizationCode:
      if (code === undefined) return missing("code");
      if (redirectUri === undefined) return missing("redirectUri");
      if (codeVerifier === undefined) return missing("codeVerifier");
      return redeemAuthorizationCode(tx, by, { code, redirectUri, codeVerifier });
    case grantTypes.refreshToken:
      return refreshToken === undefined ? missing("refreshToken") : redeemRefreshToken(tx, by, refreshToken);
    default:
      return no(
        "UnsupportedGrantTypeException",
        `The grant types here are ${Object.values(grantTypes).join(", ")}.`,
      );
  }
}

const missing = (member: string) => no("InvalidRequestException", `${member} is missing.`);

function no(
  exception: "InvalidScopeException" | "InvalidRequestException" | "UnsupportedGrantTypeException",
  message: string,
): Redemption {
  return { ok: false, exception, message };
}
