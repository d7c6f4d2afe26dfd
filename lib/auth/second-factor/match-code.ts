import { timingSafeEqual } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;
/** Steps before and after the present one that count too, for the clock of a telephone. */
const window = 1;

/** The authenticator app of one secret: SHA-1, 30 seconds, 6 digits, https://www.rfc-editor.org/rfc/rfc6238 */
export function authenticatorOf(secret: string, name?: { issuer: string; label: string }): TOTP {
  return new TOTP({
    ...name,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: periodSeconds,
  });
}

/**
 * Which time step a code is of, one step of 30 seconds to either side included; null for none. Every step is
 * computed and compared in constant time, whether one before it fitted or not.
 */
export function matchCode(secret: string, code: string, at: Date): number | null {
  const app = authenticatorOf(secret);
  const given = Buffer.from(code);
  const present = Math.floor(at.getTime() / 1000 / periodSeconds);
  let matched: number | null = null;
  for (let step = present - window; step <= present + window; step += 1) {
    const right = Buffer.from(app.generate({ timestamp: step * periodSeconds * 1000 }));
    if (given.length === right.length && timingSafeEqual(given, right)) matched = step;
  }
  return matched;
}
