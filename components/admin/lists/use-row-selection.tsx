"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { DataColumn } from "#components/ui/data-table.tsx";
import { selectRange } from "./select-range.ts";

export type RowSelection = {
  ids: ReadonlySet<string>;
  /** Whether every row of this page is selected. */
  wholePage: boolean;
  column: DataColumn;
  cellOf: (id: string, name: string) => ReactNode;
  select: (ids: Iterable<string>) => void;
  clear: () => void;
};

/**
 * Which rows are selected, page after page. Shift selects from the row pressed before.
 * @param shown the ids of this page, in the order shown
 * @param list what is listed: with other filters, nothing is selected
 */
export function useRowSelection(shown: readonly string[], list: string): RowSelection {
  const t = useTranslations("bulk");
  const [state, setState] = useState({ list, ids: new Set<string>() as ReadonlySet<string> });
  const [anchor, setAnchor] = useState<string | null>(null);
  const ids = state.list === list ? state.ids : none;
  const select = (next: Iterable<string>) => setState({ list, ids: new Set(next) });
  const some = shown.some((id) => ids.has(id));
  const wholePage = shown.length > 0 && shown.every((id) => ids.has(id));
  const head = (
    <input
      type="checkbox"
      aria-label={t("selectPage")}
      checked={wholePage}
      ref={(box) => {
        if (box !== null) box.indeterminate = some && !wholePage;
      }}
      onChange={() => select(wholePage ? [...ids].filter((id) => !shown.includes(id)) : [...ids, ...shown])}
      className={box}
    />
  );
  return {
    ids,
    wholePage,
    column: { key: "select", label: t("selectPage"), head },
    cellOf: (id, name) => (
      <input
        type="checkbox"
        aria-label={t("selectRow", { name })}
        checked={ids.has(id)}
        onChange={(event) => {
          const range = event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey;
          select(selectRange(shown, ids, id, range ? anchor : null));
          setAnchor(id);
        }}
        className={box}
      />
    ),
    select,
    clear: () => select([]),
  };
}

const none: ReadonlySet<string> = new Set();
const box = "size-4 align-middle accent-accent pointer-coarse:size-6";
