import { hash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { env } from "#lib/env.ts";
import { keyedHash } from "#lib/secrets/keys.ts";

/** What the sign-in cookie carries: a person and the sid of a row that must still stand. */
export type SignInToken = { sub: string; sid: string };

/** Whether people reach the portal over https, and cookies can therefore be `__Host-`. */
export function isSecureOrigin(): boolean {
  return env().GENKAN_URL.startsWith("https:");
}

/** The names of the six cookies that signing in uses. `__Host-` binds them to this host, path / and https. */
export function cookieNames() {
  const prefix = isSecureOrigin() ? "__Host-" : "";
  return {
    sessionToken: `${prefix}genkan.sign-in`,
    callbackUrl: `${prefix}genkan.callback-url`,
    csrfToken: `${prefix}genkan.csrf-token`,
    pkceCodeVerifier: `${prefix}genkan.pkce`,
    state: `${prefix}genkan.state`,
    nonce: `${prefix}genkan.nonce`,
  };
}

/** The cookie that carries an invitation through a sign-in at the identity provider, for a quarter of an hour. */
export function invitationCookieName(): string {
  return `${isSecureOrigin() ? "__Host-" : ""}genkan.invitation`;
}

/** The secret that next-auth encrypts the cookie with. */
export function cookieSecret(): string {
  return keyedHash("sign-in-cookie", "next-auth");
}

const openedFor = 30_000;
const mostOpened = 1000;
const opened = new Map<string, { token: SignInToken; until: number }>();

/**
 * Opens a sign-in cookie. Anything unexpected is nobody. What a cookie carries is remembered by the cookie's hash
 * for half a minute, since decrypting it costs more than reading its row; whether it still counts, the row says.
 */
export async function readSignInToken(cookie: string | undefined): Promise<SignInToken | null> {
  if (!cookie || cookie.length > 4096) return null;
  const name = hash("sha256", cookie, "base64url");
  const known = opened.get(name);
  if (known && known.until > Date.now()) return known.token;
  const token = await decrypt(cookie);
  if (token) {
    if (opened.size >= mostOpened) opened.clear();
    opened.set(name, { token, until: Date.now() + openedFor });
  }
  return token;
}

async function decrypt(cookie: string): Promise<SignInToken | null> {
  try {
    const token = await decode({ token: cookie, secret: cookieSecret() });
    return token && typeof token.sub === "string" && typeof token["sid"] === "string"
      ? { sub: token.sub, sid: token["sid"] }
      : null;
  } catch {
    return null;
  }
}
