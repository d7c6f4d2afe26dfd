/** Text as search compares it: lower case, full-width and half-width alike. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The words of a query, folded; dashes inside account ids are dropped as people paste them either way. */
export function queryWords(query: string): string[] {
  return foldText(query)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 12)
    .map((word) => (/^\d[\d-]*\d$/.test(word) ? word.replaceAll("-", "") : word));
}
