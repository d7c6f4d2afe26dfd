"use client";

import { type RefObject, useEffect } from "react";

/** Focuses the search when the page is loaded, so that typing finds at once; not where that raises a keyboard. */
export function useFocusSearchOnArrival(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const nothingFocused = document.activeElement === null || document.activeElement === document.body;
    if (nothingFocused && matchMedia("(hover: hover) and (pointer: fine)").matches)
      search.current?.focus({ preventScroll: true });
  }, [search]);
}
