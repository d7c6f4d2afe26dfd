import type { ImportItem, ImportReading } from "#lib/access/import-view.ts";
import type { RefusedEntry } from "#lib/transfer/entries-view.ts";
import type { FieldChange, PlanAction, PlanItem, PlanKind, PlanReason } from "#lib/transfer/plan-view.ts";

export const importStates = ["add", "change", "unchanged", "refuse", "note"] as const;
export type ImportState = (typeof importStates)[number];

/** One line of a preview: an entry and what becomes of it, or what was said while it was read. */
export type ImportRow = {
  id: string;
  state: ImportState;
  /** What happens, in more detail than the state says. */
  action: PlanAction | "note";
  kind: PlanKind | null;
  name: string;
  at: string | null;
  changes: readonly FieldChange[];
  reason: PlanReason | null;
  details: object | undefined;
  /** The entry to take or leave; null where there is no choice. */
  key: string | null;
};

/** Everything that a preview has to show: refusals of the text first, then the plan, then notes. */
export function importRows(items: readonly ImportItem[], reading: ImportReading): ImportRow[] {
  return [
    ...reading.refused.map((entry, n) => readRow(entry, "refuse", n)),
    ...items.map(planRow),
    ...reading.notes.map((entry, n) => readRow(entry, "note", n)),
  ];
}

/** How many rows there are of each state. */
export function countRows(rows: readonly ImportRow[]): Record<ImportState, number> {
  const counts = { add: 0, change: 0, unchanged: 0, refuse: 0, note: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

function planRow(item: ImportItem, n: number): ImportRow {
  const { kind, name, at, action, changes, reason, details } = item;
  const state = stateOf(item);
  const taken = state === "add" || state === "change";
  const key = taken ? item.key : null;
  return { id: `plan ${n}`, state, action, kind, name, at, changes, reason: reason ?? null, details, key };
}

function stateOf({ action }: PlanItem): ImportState {
  switch (action) {
    case "add":
    case "unchanged":
    case "refuse":
      return action;
    case "change":
    case "adopt":
    case "remove":
      return "change";
    default:
      return action satisfies never;
  }
}

function readRow(entry: RefusedEntry, state: "refuse" | "note", n: number): ImportRow {
  const { at, name, reason, details } = entry;
  return {
    id: `${state} ${n}`,
    state,
    action: state,
    kind: null,
    name: name || at,
    at,
    changes: [],
    reason,
    details,
    key: null,
  };
}
