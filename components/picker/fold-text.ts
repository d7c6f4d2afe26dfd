/** Text as search compares it: lower case; full-width and half-width alike, and hiragana as katakana. */
export function foldText(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase();
  return hiragana.test(plain) ? plain.replace(/[ぁ-ゖ]/g, inKatakana) : plain;
}

const hiragana = /[ぁ-ゖ]/;
const inKatakana = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0x60);

/** The words of a query, folded; dashes inside account ids are dropped as people paste them either way. */
export function queryWords(query: string): string[] {
  return foldText(query)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 12)
    .map((word) => (/^\d[\d-]*\d$/.test(word) ? word.replaceAll("-", "") : word));
}
