"use client";

import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Filtered } from "./use-filtered.ts";

/** Below a filtered table: that nothing fits, or the way to the rows that are not drawn yet. */
export function FilteredTail<Item>({ list }: { list: Filtered<Item> }) {
  const t = useTranslations("admin");
  if (list.found.length === 0) {
    return (
      <EmptyState
        title={t("nothingFits", { query: list.query })}
        body={t("nothingFitsBody")}
        action={<Button onClick={() => list.setQuery("")}>{t("clearFilter")}</Button>}
      />
    );
  }
  if (list.rows.length === list.found.length) return null;
  return (
    <div className="py-4">
      <Button onClick={list.showAll}>{t("showAll", { count: String(list.found.length) })}</Button>
    </div>
  );
}
