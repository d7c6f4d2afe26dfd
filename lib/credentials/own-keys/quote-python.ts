import { refuseUnprintable } from "#lib/credentials/refuse-unprintable.ts";

/**
 * A string literal of Python 3, in ASCII: letters that look alike or run backwards are seen as their numbers.
 * https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
 */
export function quotePython(value: string): string {
  refuseUnprintable(value);
  const escaped = value
    .replace(/["\\]/g, "\\$&")
    .replace(/[^\x20-\x7e]/gu, (character) => `\\U${hex(character).padStart(8, "0")}`);
  return `"${escaped}"`;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
