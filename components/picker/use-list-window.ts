"use client";

import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import type { ListItem } from "./list-items.ts";
import { lineOffsets, type RowHeights, visibleRange } from "./visible-range.ts";

export type ListWindow = { offsets: Float64Array; first: number; end: number };

const serverHeights: RowHeights = { section: 48, account: 36, role: 36 };
// As many as fill most windows: each is markup, and work before the page listens. The browser draws the rest.
const serverRows = 32;

/** Which lines of the list are near enough to the screen to be drawn. Heights come from the style sheet. */
export function useListWindow(items: readonly ListItem[], list: RefObject<HTMLElement | null>): ListWindow {
  const [heights, setHeights] = useState(serverHeights);
  const [range, setRange] = useState<readonly [number, number]>([0, serverRows]);
  const offsets = useMemo(() => {
    const kinds = items.map((item) => item.kind);
    return lineOffsets(kinds, heights);
  }, [items, heights]);

  useLayoutEffect(() => {
    const measure = () => setHeights((before) => sameOr(before, readHeights()));
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);

  useLayoutEffect(() => {
    let frame = 0;
    const update = () => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const next = visibleRange(offsets, -top, innerHeight - top);
      setRange((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
    };
    const updateSoon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(update);
    };
    update();
    addEventListener("scroll", updateSoon, { passive: true });
    addEventListener("resize", updateSoon);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", updateSoon);
      removeEventListener("resize", updateSoon);
    };
  }, [offsets, list]);

  const end = Math.min(range[1], items.length);
  return { offsets, first: Math.min(range[0], end), end };
}

function readHeights(): RowHeights {
  const style = getComputedStyle(document.documentElement);
  const pixels = (name: string, fallback: number) => Number(style.getPropertyValue(name)) || fallback;
  return {
    section: pixels("--section-height", serverHeights.section),
    account: pixels("--account-height", serverHeights.account),
    role: pixels("--row-height", serverHeights.role),
  };
}

function sameOr(before: RowHeights, now: RowHeights): RowHeights {
  const same = before.section === now.section && before.account === now.account && before.role === now.role;
  return same ? before : now;
}
