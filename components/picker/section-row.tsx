// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be a <table>, whose rows would need to exist.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus moves by rows and by the controls in cells, as in the ARIA layout grid.
"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import type { AccountSort } from "./group-roles.ts";
import type { SectionItem } from "./list-items.ts";

export type SectionControls = {
  totals: { roles: number; accounts: number };
  hits: number;
  listed: number;
  sort: AccountSort;
  setSort: (sort: AccountSort) => void;
  allOpen: boolean;
  toggleAll: () => void;
  toggleSection: (key: string) => void;
};

const headings = {
  pinned: "pinned",
  recent: "recent",
  all: "allAccounts",
  results: "results",
  more: "results",
  folder: "folder",
  hidden: "hidden",
} as const;

const sorts = { name: "sortName", id: "sortId", recent: "sortRecent" } as const;

/** A heading inside the list; the one over all accounts also counts and sorts. */
export function SectionRow(props: { item: SectionItem; rowIndex: number; controls: SectionControls }) {
  const t = useTranslations("picker");
  const { item, controls } = props;
  const { section, folds } = item;
  if (section === "more")
    return (
      <div
        role="row"
        aria-rowindex={props.rowIndex}
        className="flex h-[calc(var(--section-height)*1px)] items-center"
      >
        <div role="gridcell" className="text-sm text-muted tabular-nums">
          {t("moreHits", { count: controls.hits - controls.listed })}
        </div>
      </div>
    );
  return (
    <div
      role="row"
      aria-rowindex={props.rowIndex}
      className="flex h-[calc(var(--section-height)*1px)] items-end border-b border-edge/50 pb-1.5"
    >
      <div role="gridcell" className="flex w-full items-baseline gap-4">
        <h2 className="min-w-0 text-base font-semibold">
          {folds === undefined ? (
            t(headings[section])
          ) : (
            <button
              type="button"
              aria-expanded={folds.open}
              onClick={() => controls.toggleSection(item.key)}
              className="flex max-w-full items-center gap-1.5 rounded-sm text-left"
            >
              <span className="truncate">{folds.name || t("hidden")}</span>
              <span className="text-sm font-normal text-muted tabular-nums">{folds.count}</span>
              {folds.open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
            </button>
          )}
        </h2>
        {section === "results" ? (
          <span className="text-sm text-muted tabular-nums">
            {t("resultCount", { count: controls.hits })}
          </span>
        ) : null}
        {section === "all" ? (
          <div className="ml-auto flex items-baseline gap-4 text-sm text-muted">
            <span className="tabular-nums max-sm:hidden">{t("totals", controls.totals)}</span>
            <button type="button" onClick={controls.toggleAll} className="rounded-sm hover:text-ink">
              {t(controls.allOpen ? "collapseAll" : "expandAll")}
            </button>
            <select
              aria-label={t("sort")}
              value={controls.sort}
              onChange={(event) => controls.setSort(readSort(event.target.value))}
              className="field-sizing-content rounded-sm bg-ground py-0.5 hover:text-ink"
            >
              {Object.entries(sorts).map(([value, key]) => (
                <option key={value} value={value}>
                  {t(key)}
                </option>
              ))}
            </select>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function readSort(value: string): AccountSort {
  return value === "id" || value === "recent" ? value : "name";
}
