import { createHash, randomBytes } from "node:crypto";

/** A new access token: the prefix and 256 random bits as base64url. */
export function newAccessToken(): string {
  return `${tokenPrefix}${randomBytes(32).toString("base64url")}`;
}

/** Whether a text has the shape of an access token; of what has not, nobody need be asked. */
export function isAccessTokenShaped(text: string): boolean {
  return text.startsWith(tokenPrefix) && /^[\w-]{43}$/.test(text.slice(tokenPrefix.length));
}

/** What the database keeps of a token. Plain SHA-256 does: nobody guesses 256 random bits. */
export function hashAccessToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** What every access token begins with, so that scanners for secrets know one where it lies. */
const tokenPrefix = "genkan_pat_";
