import { foldText, queryWords } from "#components/picker/fold-text.ts";

/** The items in whose texts every word of the query occurs, in any order, in the order given. */
export function filterItems<Item>(
  items: readonly Item[],
  query: string,
  textsOf: (item: Item) => readonly (string | null | undefined)[],
): readonly Item[] {
  const words = queryWords(query);
  if (words.length === 0) return items;
  return items.filter((item) => {
    const haystack = foldText(textsOf(item).filter(Boolean).join("\n"));
    return words.every((word) => haystack.includes(word));
  });
}
