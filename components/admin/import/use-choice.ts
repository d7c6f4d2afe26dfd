"use client";

import { useMemo, useState } from "react";
import type { ImportRow } from "./import-rows.ts";

/** Which entries are taken: all of them until one is left out. A new account and its new roles go together. */
export function useChoice(rows: readonly ImportRow[]) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const choosable = useMemo(() => rows.filter((row) => row.key !== null), [rows]);
  function choose(chosen: readonly ImportRow[], taken: boolean) {
    const next = new Set(leftOut);
    for (const row of chosen) {
      for (const one of [row, ...companions(row, choosable, taken)]) {
        if (one.key === null) continue;
        if (taken) next.delete(one.key);
        else next.add(one.key);
      }
    }
    setLeftOut(next);
  }
  const isTaken = (row: ImportRow) => row.key !== null && !leftOut.has(row.key);
  return { choose, isTaken, taken: choosable.filter(isTaken), all: leftOut.size === 0 };
}

/** Without its account a new role cannot be there; without a new account its new roles are not. */
function companions(row: ImportRow, rows: readonly ImportRow[], taken: boolean): ImportRow[] {
  if (row.state !== "add") return [];
  const accountId = accountIdOf(row);
  const kind = taken ? "account" : "role";
  if (accountId === null || row.kind === kind) return [];
  if (taken && row.kind !== "role") return [];
  if (!taken && row.kind !== "account") return [];
  return rows.filter((one) => one.kind === kind && one.state === "add" && accountIdOf(one) === accountId);
}

function accountIdOf({ kind, name }: ImportRow): string | null {
  if (kind === "account") return /\((\d{12})\)$/.exec(name)?.[1] ?? null;
  return kind === "role" ? (name.split(":")[4] ?? null) : null;
}
