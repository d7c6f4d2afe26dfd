/**
 * A text as one line that shows what it is: control characters, line and paragraph separators, halves of surrogate
 * pairs and marks that turn the direction of what follows become blanks, https://www.unicode.org/reports/tr36/.
 * Blanks at either end are dropped. Labels, names and notes that the catalogue takes stay as they are, but for such
 * marks.
 */
export function plainLine(text: string): string {
  return text.replace(/\r\n|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, " ").trim();
}

/** The beginning of a text, at most so many UTF-16 units long; no character is cut in half. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, end).trimEnd();
}
