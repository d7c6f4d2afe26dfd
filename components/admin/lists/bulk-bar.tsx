"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { collectIds, mostSelected } from "./collect-ids.ts";
import type { ListAddress } from "./list-href.ts";
import type { RowSelection } from "./use-row-selection.tsx";

type BulkBarProps = {
  selection: RowSelection;
  /** How many rows fit in all. */
  total: number;
  query: ListAddress;
  /** Where the API lists the same, and what it calls the rows. */
  api: string;
  rows: string;
  /** What can be done with the selection. */
  children: ReactNode;
};

/** What can be done with the rows selected; absent while there are none. */
export function BulkBar({ selection, total, query, api, rows, children }: BulkBarProps) {
  const t = useTranslations("bulk");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const { ids, wholePage, select, clear } = selection;
  if (ids.size === 0) return null;
  const reachable = Math.min(total, mostSelected);
  async function selectAll() {
    setBusy(true);
    const found = await collectIds(api, rows, query);
    setBusy(false);
    setFailure(found.ok ? null : found);
    if (found.ok) select(found.ids);
  }
  return (
    <section
      aria-label={t("title")}
      className="sticky bottom-0 z-10 grid gap-2 border-t border-edge bg-surface py-2"
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="font-medium tabular-nums">
          {t("selected", { count: ids.size })}
        </p>
        {children}
        {wholePage && ids.size < reachable ? (
          <Button variant="quiet" onClick={selectAll} busy={busy}>
            {busy
              ? t("selecting")
              : total > mostSelected
                ? t("selectFirst", { count: String(mostSelected) })
                : t("selectAll", { count: String(total) })}
          </Button>
        ) : null}
        <Button variant="quiet" onClick={clear}>
          {t("clear")}
        </Button>
      </div>
    </section>
  );
}
