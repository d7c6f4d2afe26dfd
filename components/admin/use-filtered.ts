"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { filterItems } from "./filter-items.ts";

const firstRows = 200;

export type Filtered<Item> = {
  query: string;
  setQuery: (query: string) => void;
  found: readonly Item[];
  /** The first of what was found, so that thousands of rows never stall the page. */
  rows: readonly Item[];
  showAll: () => void;
};

/** A list narrowed by what is typed. `textsOf` must be a stable function. */
export function useFiltered<Item>(
  items: readonly Item[],
  textsOf: (item: Item) => readonly (string | null | undefined)[],
): Filtered<Item> {
  const [query, setQuery] = useState("");
  const [all, setAll] = useState(false);
  const applied = useDeferredValue(query);
  const found = useMemo(() => filterItems(items, applied, textsOf), [items, applied, textsOf]);
  return {
    query,
    setQuery,
    found,
    rows: all ? found : found.slice(0, firstRows),
    showAll: () => setAll(true),
  };
}
