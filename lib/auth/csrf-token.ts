import { createHash, timingSafeEqual } from "node:crypto";
import { cookieNames, cookieSecret } from "./sign-in-cookie.ts";

/**
 * Whether a form carries the token that its own cookie was made with, as next-auth makes and checks it: the cookie is
 * the token and its hash under the secret. For programs that send neither Origin nor Sec-Fetch-Site.
 */
export function hasCsrfToken(
  cookies: Readonly<Record<string, string>>,
  body: Readonly<Record<string, unknown>>,
): boolean {
  const [token = "", hash = ""] = (cookies[cookieNames().csrfToken] ?? "").split("|");
  const expected = createHash("sha256").update(`${token}${cookieSecret()}`).digest("hex");
  const given = Buffer.from(hash);
  const fits = given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
  return token !== "" && fits && body["csrfToken"] === token;
}
