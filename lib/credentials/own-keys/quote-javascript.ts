import { refuseUnprintable } from "#lib/credentials/refuse-unprintable.ts";

/**
 * A string literal of JavaScript, in ASCII: letters that look alike or run backwards are seen as their numbers.
 * JSON's strings are JavaScript's since ES2019, https://tc39.es/proposal-json-superset/
 */
export function quoteJavaScript(value: string): string {
  refuseUnprintable(value);
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
