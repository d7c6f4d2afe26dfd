/** A user code as people type it, with or without its dash, in any case: `XXXX-XXXX`, or null when it can be none. */
export function readUserCode(text: string): string | null {
  const letters = text
    .normalize("NFKC")
    .replace(/[\s\p{Pd}]/gu, "")
    .toUpperCase();
  return /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/.test(letters) ? `${letters.slice(0, 4)}-${letters.slice(4)}` : null;
}
