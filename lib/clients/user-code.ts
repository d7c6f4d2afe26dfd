import { randomInt } from "node:crypto";
import { keyedHash } from "#lib/secrets/keys.ts";

/** Consonants that no eye takes for another letter, and that make no words, https://www.rfc-editor.org/rfc/rfc8628#section-6.1. */
const letters = "BCDFGHJKLMNPQRSTVWXZ";

/** A new user code, XXXX-XXXX. */
export function newUserCode(): string {
  const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What the database keeps of a user code, however a person types it: with small letters, spaces or dashes. */
export function hashUserCode(typed: string): string {
  return keyedHash("user-codes", typed.toUpperCase().replace(/[^A-Z]/g, ""));
}
