import { createHmac, hkdfSync } from "node:crypto";
import { env } from "#lib/env.ts";

export type KeyPurpose =
  | "audit-chain"
  | "sign-in-cookie"
  | "secret-check"
  | "counter-names"
  | "sealed-secrets"
  | "client-tokens"
  | "user-codes";

const derived = new Map<KeyPurpose, Buffer>();

/** A 32-byte key for one purpose, derived from GENKAN_SECRET with HKDF-SHA-256 (RFC 5869). */
export function keyFor(purpose: KeyPurpose): Buffer {
  let key = derived.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", env().GENKAN_SECRET, "genkan", purpose, 32));
    derived.set(purpose, key);
  }
  return key;
}

/** HMAC-SHA-256 of a text under the key of a purpose, as base64url. */
export function keyedHash(purpose: KeyPurpose, text: string): string {
  return createHmac("sha256", keyFor(purpose)).update(text).digest("base64url");
}
