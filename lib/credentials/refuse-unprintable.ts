import { CredentialsRenderError } from "./credentials-render-error.ts";

/**
 * Throws for what no one-line format can carry: CR, LF and NUL, and also every other control character, because a
 * terminal acts on them while text is being pasted; half a surrogate pair, because it has no UTF-8.
 */
export function refuseUnprintable(value: string): void {
  if (/[\p{Cc}\p{Cs}]/u.test(value)) throw new CredentialsRenderError("value");
}
