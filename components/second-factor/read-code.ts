/** Six digits as people type and paste them: in groups, or full-width from a Japanese keyboard. Null when it is none. */
export function readCode(text: string): string | null {
  const code = text.normalize("NFKC").replaceAll(/[\s-]/g, "");
  return /^[0-9]{6}$/.test(code) ? code : null;
}
