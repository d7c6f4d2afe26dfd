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

/** The selected line. It is kept by key, so it survives sorting; when it goes the next is, and at first the first role. */
export function useSelection(
  items: readonly ListItem[],
  gridId: string,
  search: RefObject<HTMLElement | null>,
): Selection {
  const [chosen, setChosen] = useState<{ key: string; at: number } | null>(null);
  const select = useCallback(
    (key: string | null) =>
      setChosen(key === null ? null : { key, at: items.findIndex((item) => item.key === key) }),
    [items],
  );
  const pending = useRef<"focus" | "scroll" | null>(null);
  const [turn, setTurn] = useState(0);
  const index = placeOf(chosen, items);
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
      setChosen({ key: target.key, at: to });
      request("focus");
    },
    [items, request],
  );

  return {
    index,
    item,
    select,
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

function placeOf(chosen: { key: string; at: number } | null, items: readonly ListItem[]): number {
  if (chosen === null) return firstSelectable(items);
  const found = items.findIndex((item) => item.key === chosen.key);
  if (found !== -1) return found;
  // Where a line was that went away, the next one stands.
  const next = nextSelectable(items, chosen.at - 1, 1);
  return chosen.at < 1 || next === -1 ? firstSelectable(items) : next;
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
