import { createHash, randomBytes } from "node:crypto";
import { keyedHash } from "#lib/secrets/keys.ts";

/** A new access token of an AWS client: the prefix and 256 random bits as base64url. */
export function newClientAccessToken(): string {
  return `${accessPrefix}${random()}`;
}

/** The first refresh token of a client sign-in. */
export function newRefreshToken(): string {
  return `${refreshPrefix}${random()}`;
}

/**
 * The refresh token that follows one: always the same, so that several processes which redeem one within the grace
 * all get the same next one. Only who has both the token and GENKAN_SECRET can tell it.
 */
export function nextRefreshToken(refreshToken: string): string {
  return `${refreshPrefix}${keyedHash("client-tokens", refreshToken)}`;
}

/** A new client secret. */
export function newClientSecret(): string {
  return `${secretPrefix}${random()}`;
}

/** A new device code or authorization code: 256 random bits as base64url. */
export function newClientCode(): string {
  return random();
}

/** Whether a text has the shape of an AWS client's access token; of what has not, nobody need be asked. */
export function isClientAccessTokenShaped(text: string): boolean {
  return text.startsWith(accessPrefix) && /^[\w-]{43}$/.test(text.slice(accessPrefix.length));
}

/** What the database keeps of a token, secret or code. Plain SHA-256 does: nobody guesses 256 random bits. */
export function hashClientToken(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

const random = () => randomBytes(32).toString("base64url");

// Scanners for secrets know one by these where it lies.
const accessPrefix = "genkan_sso_";
const refreshPrefix = "genkan_ssr_";
const secretPrefix = "genkan_cls_";
