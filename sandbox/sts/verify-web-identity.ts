import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { isRecord } from "../policy/document.ts";
import type { WorldOidcProvider } from "../world.ts";
import { AwsError } from "./aws-error.ts";

export type WebIdentity = {
  provider: WorldOidcProvider;
  subject: string;
  audience: string;
  claims: Record<string, unknown>;
};

/**
 * Verifies an OpenID Connect token as IAM does: a provider of the role's account for its issuer, the audience, the
 * signature by the issuer's published keys, the expiry. Throws AwsError.
 *
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function verifyWebIdentity(
  token: string,
  providers: WorldOidcProvider[],
  nowMs: number,
): Promise<WebIdentity> {
  const { header, claims, signed, signature } = decodeToken(token);
  const issuer = typeof claims["iss"] === "string" ? claims["iss"] : "";
  const provider = providers.find((item) => item.issuer === issuer);
  if (!provider) throw invalidToken(`No OpenIDConnect provider found in your account for ${issuer}`);
  const audience = stringList(claims["aud"]).find((item) => provider.audiences.includes(item));
  if (audience === undefined) throw invalidToken("Incorrect token audience");

  const keys = await fetchKeys(provider.issuer);
  const candidates = keys.filter((key) => header.kid === undefined || key["kid"] === header.kid);
  if (!candidates.some((key) => signatureHolds(header.alg, key, signed, signature))) {
    throw invalidToken(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  }

  const now = Math.floor(nowMs / 1000);
  const expiry = claims["exp"];
  if (typeof expiry !== "number") throw invalidToken("Missing a required claim: exp");
  if (expiry <= now) {
    throw new AwsError(
      "ExpiredTokenException",
      `Token expired: current date/time ${now} must be before the expiration date/time ${expiry}`,
    );
  }
  if (typeof claims["nbf"] === "number" && claims["nbf"] > now + 300) {
    throw new AwsError("IDPRejectedClaim", "The token is not valid yet.", 403);
  }
  const subject = claims["sub"];
  if (typeof subject !== "string" || subject === "") throw invalidToken("Missing a required claim: sub");
  return { provider, subject, audience, claims };
}

type Decoded = {
  header: { alg: string; kid: string | undefined };
  claims: Record<string, unknown>;
  signed: string;
  signature: Buffer;
};

function decodeToken(token: string): Decoded {
  const [head = "", payload = "", signature = "", extra] = token.split(".");
  const header = decodePart(head);
  const claims = decodePart(payload);
  if (!header || !claims || signature === "" || extra !== undefined) {
    throw invalidToken(
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    );
  }
  const alg = String(header["alg"]);
  if (alg !== "RS256" && alg !== "ES256") throw invalidToken(`Unsupported signing algorithm: ${alg}`);
  const kid = typeof header["kid"] === "string" ? header["kid"] : undefined;
  return {
    header: { alg, kid },
    claims,
    signed: `${head}.${payload}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

function decodePart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function signatureHolds(
  alg: string,
  jwk: Record<string, unknown>,
  signed: string,
  signature: Buffer,
): boolean {
  if (jwk["kty"] !== (alg === "RS256" ? "RSA" : "EC")) return false;
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    return alg === "RS256"
      ? verify("sha256", Buffer.from(signed), key, signature)
      : verify("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}

async function fetchKeys(issuer: string): Promise<Record<string, unknown>[]> {
  const discovery = await fetchJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (discovery["issuer"] !== issuer) throw invalidToken("The issuer of the discovery document differs.");
  const keys = (await fetchJson(String(discovery["jwks_uri"])))["keys"];
  return Array.isArray(keys) ? keys.filter(isRecord) : [];
}

async function fetchJson(url: string): Promise<Record<string, unknown>> {
  // AWS takes https only; a neighbour on loopback has no certificate.
  if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/.test(url)) {
    throw invalidToken(`The identity provider must be reached by https: ${url}`);
  }
  const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: "error" }).catch(
    () => undefined,
  );
  if (!response || response.status >= 500) {
    throw new AwsError("IDPCommunicationError", "The identity provider could not be reached.");
  }
  if (response.status === 401 || response.status === 403) {
    throw new AwsError("IDPRejectedClaim", "The identity provider reported that authentication failed.", 403);
  }
  const value: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isRecord(value))
    throw invalidToken(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  return value;
}

function stringList(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

function invalidToken(message: string): AwsError {
  return new AwsError("InvalidIdentityToken", message);
}
