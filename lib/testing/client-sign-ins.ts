import { createHash, randomBytes } from "node:crypto";
import type { RequestOrigin, Viewer } from "#lib/auth/viewer.ts";
import { answerAuthorizationRequest } from "#lib/clients/answer-authorization-request.ts";
import { answerDeviceAuthorization } from "#lib/clients/answer-device-authorization.ts";
import { isAwsException } from "#lib/clients/aws-exception.ts";
import { createToken } from "#lib/clients/create-token.ts";
import { findClientViewer } from "#lib/clients/find-client-viewer.ts";
import { grantTypes } from "#lib/clients/grant-types.ts";
import type { ClientTokens } from "#lib/clients/redemption.ts";
import { type Registration, registerClient } from "#lib/clients/register-client.ts";
import { startDeviceAuthorization } from "#lib/clients/start-device-authorization.ts";
import { startUrlOf } from "#lib/clients/start-url.ts";
import { db } from "#lib/db/client.ts";
import { refusalCode } from "./refusal-code.ts";
import { testOrigin } from "./test-database.ts";
import { testRequest } from "./test-people.ts";

/** What AWS CLI registers to sign in with PKCE. */
export const pkceRegistration = {
  clientName: "botocore-client-acme",
  clientType: "public",
  scopes: ["sso:account:access"],
  redirectUris: ["http://127.0.0.1/oauth/callback"],
  grantTypes: ["authorization_code", "refresh_token"],
  issuerUrl: startUrlOf(testOrigin),
};

/** What AWS CLI registers to sign in by device code. */
export const deviceRegistration = {
  clientName: "botocore-client-acme",
  clientType: "public",
  scopes: ["sso:account:access"],
};

/** The members of a registration that every later call of the client has. */
export const proofOf = ({ clientId, clientSecret }: Registration) => ({ clientId, clientSecret });

/** The name of the exception that a call is refused with, or the code of the portal's own refusal. */
export async function awsRefusal(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return "none";
  } catch (error) {
    return isAwsException(error) ? error.exception : refusalCode(Promise.reject(error));
  }
}

/** The query that AWS CLI opens a person's browser with, and the verifier of its challenge. */
export function authorizeQuery(clientId: string, port = 49_152) {
  const codeVerifier = randomBytes(48).toString("base64url");
  const query = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: `http://127.0.0.1:${port}/oauth/callback`,
    state: "9b2a1c3e-state",
    code_challenge_method: "S256",
    scopes: "sso:account:access",
    code_challenge: createHash("sha256").update(codeVerifier).digest("base64url"),
  };
  return { query, codeVerifier };
}

/** A person's consent: what the client then redeems. */
export async function consent(person: Viewer, client: Registration) {
  const { query, codeVerifier } = authorizeQuery(client.clientId);
  const { redirectTo } = await answerAuthorizationRequest(person, { decision: "allow", ...query });
  return {
    ...proofOf(client),
    grantType: grantTypes.authorizationCode,
    code: new URL(redirectTo).searchParams.get("code") ?? "",
    redirectUri: query.redirect_uri,
    codeVerifier,
  };
}

/** A device code that a person has allowed: what the client then redeems. Turns device codes on. */
export async function allowedDevice(person: Viewer, client: Registration) {
  const { deviceCode, userCode } = await startedDevice(client);
  await answerDeviceAuthorization(person, { userCode, decision: "allow" });
  return { ...proofOf(client), grantType: grantTypes.deviceCode, deviceCode };
}

/** A device code that nobody has answered. Turns device codes on. */
export async function startedDevice(client: Registration, origin: RequestOrigin = testRequest) {
  await db().installation.updateMany({ data: { deviceCodes: true } });
  return startDeviceAuthorization(origin, { ...proofOf(client), startUrl: startUrlOf(testOrigin) });
}

/** A person signed in in an AWS client, as AWS CLI does it. */
export async function signInClient(
  person: Viewer,
  origin: RequestOrigin = testRequest,
): Promise<{ client: Registration; tokens: ClientTokens & { refreshToken: string }; viewer: Viewer }> {
  const client = await registerClient(origin, pkceRegistration);
  const tokens = await createToken(origin, await consent(person, client));
  const viewer = await findClientViewer(tokens.accessToken, origin);
  const { refreshToken } = tokens;
  if (!viewer || refreshToken === undefined) throw new Error("the client is nobody's");
  return { client, tokens: { ...tokens, refreshToken }, viewer };
}
