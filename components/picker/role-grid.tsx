// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be a <table>, whose rows would need to exist.
"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { AccountRow } from "./account-row.tsx";
import type { ListItem } from "./list-items.ts";
import { RoleRow } from "./role-row.tsx";
import type { RowCommands } from "./row-commands.ts";
import { assignSlots, noSlots } from "./row-slots.ts";
import { type SectionControls, SectionRow } from "./section-row.tsx";
import { useListWindow } from "./use-list-window.ts";
import { useRowLabels } from "./use-row-labels.ts";

type RoleGridProps = {
  gridId: string;
  items: readonly ListItem[];
  selectedIndex: number;
  words: readonly string[];
  commands: RowCommands;
  controls: SectionControls;
};

/**
 * The list as a grid of which only the lines near the screen exist, and the selected one, wherever it is, so that
 * focus never falls out. Gaps are SVG heights: the content security policy refuses inline style.
 */
export function RoleGrid({ gridId, items, selectedIndex, words, commands, controls }: RoleGridProps) {
  const t = useTranslations("picker");
  const labels = useRowLabels();
  const list = useRef<HTMLDivElement>(null);
  const { offsets, first, end } = useListWindow(items, list);

  const shown: number[] = [];
  if (selectedIndex !== -1 && selectedIndex < first) shown.push(selectedIndex);
  for (let n = first; n < end; n += 1) shown.push(n);
  if (selectedIndex >= end) shown.push(selectedIndex);

  const roleKeys = shown.flatMap((n) => (items[n]?.kind === "role" ? [items[n].key] : []));
  const before = useRef({ rows: noSlots, words });
  const rows = assignSlots(before.current.rows, roleKeys, before.current.words !== words);
  useLayoutEffect(() => {
    before.current = { rows, words };
  });

  const lines: ReactNode[] = [];
  let drawnTo = 0;
  for (const n of shown) {
    const item = items[n];
    if (item === undefined) continue;
    const gap = (offsets[n] ?? 0) - drawnTo;
    if (gap > 0) lines.push(<Gap key={`gap:${item.key}`} height={gap} />);
    drawnTo = offsets[n + 1] ?? drawnTo;
    const shared = {
      rowIndex: n + 1,
      rowId: rowId(gridId, item.key),
      selected: n === selectedIndex,
      commands,
    };
    if (item.kind === "section")
      lines.push(<SectionRow key={item.key} item={item} rowIndex={n + 1} controls={controls} />);
    else if (item.kind === "account") lines.push(<AccountRow key={item.key} item={item} {...shared} />);
    else {
      const slot = rows.slots.get(item.key);
      lines.push(<RoleRow key={`slot:${slot}`} item={item} words={words} labels={labels} {...shared} />);
    }
  }
  return (
    <div ref={list} id={gridId} role="grid" aria-label={t("gridLabel")} aria-rowcount={items.length}>
      {lines}
      <Gap height={(offsets[items.length] ?? 0) - drawnTo} />
    </div>
  );
}

/** The element id of a line, for `aria-activedescendant` and for moving focus. */
export function rowId(gridId: string, key: string): string {
  return `${gridId}-${key.replaceAll(/[^\w-]/g, "_")}`;
}

function Gap({ height }: { height: number }) {
  return height <= 0 ? null : <svg aria-hidden="true" className="block" width="1" height={height} />;
}
