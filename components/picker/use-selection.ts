"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ListItem } from "./list-items.ts";
import { rowId } from "./role-grid.tsx";

export type Selection = {
  index: number;
  item: ListItem | undefined;
  select: (key: string | null) => void;
  /** Moves by lines that can be selected; false at the list's end. */
  moveBy: (step: number) => boolean;
  moveTo: (edge: "first" | "last") => void;
  /** Puts the focus on the selected row. */
  focus: () => void;
};

/** The selected line. It is kept by key, so it survives sorting; without one the first role is selected. */
export function useSelection(
  items: readonly ListItem[],
  gridId: string,
  search: RefObject<HTMLElement | null>,
): Selection {
  const [key, setKey] = useState<string | null>(null);
  const pending = useRef<"focus" | "scroll" | null>(null);
  const [turn, setTurn] = useState(0);
  const found = key === null ? -1 : items.findIndex((item) => item.key === key);
  const index = found === -1 ? firstSelectable(items) : found;
  const item = items[index];

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks for the same row once more.
  useEffect(() => {
    const wish = pending.current;
    pending.current = null;
    if (wish === null || item === undefined) return;
    const row = document.getElementById(rowId(gridId, item.key));
    row?.scrollIntoView({ block: "nearest" });
    if (wish === "focus") row?.focus({ preventScroll: true });
  }, [item, gridId, turn]);

  const request = useCallback((wish: "focus" | "scroll") => {
    pending.current = wish;
    setTurn((before) => before + 1);
  }, []);

  const go = useCallback(
    (to: number) => {
      const target = items[to];
      if (target === undefined) return;
      setKey(target.key);
      request("focus");
    },
    [items, request],
  );

  return {
    index,
    item,
    select: setKey,
    moveBy: (step) => {
      const to = nextSelectable(items, index, step);
      if (to === -1) {
        if (step < 0) search.current?.focus();
        return false;
      }
      go(to);
      return true;
    },
    moveTo: (edge) => go(edge === "first" ? firstLine(items) : items.length - 1),
    focus: () => request("focus"),
  };
}

function firstSelectable(items: readonly ListItem[]): number {
  const role = items.findIndex((item) => item.kind === "role");
  return role === -1 ? firstLine(items) : role;
}

function firstLine(items: readonly ListItem[]): number {
  return items.findIndex((item) => item.kind !== "section");
}

function nextSelectable(items: readonly ListItem[], from: number, step: number): number {
  for (let n = from + step; n >= 0 && n < items.length; n += step) {
    if (items[n]?.kind !== "section") return n;
  }
  return -1;
}
