import { ZodError } from "zod";
import { type ErrorDetails, isAppError } from "#lib/errors.ts";
import type { FieldChange, PlanItem, PlanKind, PlanReason } from "./plan-view.ts";
import type { Removed } from "./removed-since.ts";

export type PlanOptions = {
  /** The catalogue file that owns what is named; null for an import, which owns and removes nothing. */
  managedBy: string | null;
  /** Whether what the file owns and does not name is removed. */
  prune: boolean;
  /** Whether credential sources may be added. */
  isOwner: boolean;
  lastAppliedAt: Date | null;
  /** What the file owned and somebody removed in the portal since. */
  removed: Removed;
};

export type Refusal = { reason: PlanReason; details?: ErrorDetails };

/** What is stored of a thing that a file may own. */
type Owned = { managedBy: string | null; updatedAt: Date };

/** Whether another file owns it. */
export function ownedByOther({ managedBy }: PlanOptions, row: Owned): Refusal | null {
  if (managedBy === null || row.managedBy === null || row.managedBy === managedBy) return null;
  return { reason: "managed_by_other", details: { by: row.managedBy } };
}

/** Whether the file owns it now and may remove it. */
export function removable({ managedBy, prune }: PlanOptions, row: Owned): boolean {
  return prune && managedBy !== null && row.managedBy === managedBy;
}

/** What becomes of a thing that is there. */
export function itemFor(
  options: PlanOptions,
  about: { kind: PlanKind; name: string; at: string },
  row: Owned,
  changes: readonly FieldChange[],
): PlanItem {
  const { managedBy, lastAppliedAt } = options;
  const adopted = managedBy !== null && row.managedBy === null;
  const action = adopted ? "adopt" : changes.length > 0 ? "change" : "unchanged";
  const drifted =
    action === "change" &&
    managedBy !== null &&
    row.managedBy === managedBy &&
    lastAppliedAt !== null &&
    row.updatedAt > lastAppliedAt;
  return { ...about, action, changes, ...(drifted && { drift: true as const }) };
}

/**
 * An item that is new.
 * @param keys under which it may have been removed in the portal
 */
export function addedItem(
  { removed }: PlanOptions,
  about: { kind: PlanKind; name: string; at: string },
  changes: readonly FieldChange[],
  ...keys: readonly string[]
): PlanItem {
  const drifted = keys.some((key) => removed.has(key));
  return { ...about, action: "add", changes, ...(drifted && { drift: true as const }) };
}

/** An item that is refused. */
export function refusedItem(
  about: { kind: PlanKind; name: string; at: string | null },
  { reason, details }: Refusal,
): PlanItem {
  return { ...about, action: "refuse", changes: [], reason, ...(details && { details }) };
}

/** What a check comes to, or why it refuses. */
export function checked<T>(check: () => T): { ok: true; value: T } | ({ ok: false } & Refusal) {
  try {
    return { ok: true, value: check() };
  } catch (error) {
    if (isAppError(error))
      return { ok: false, reason: error.code, ...(error.details && { details: error.details }) };
    if (error instanceof ZodError)
      return {
        ok: false,
        reason: "field_malformed",
        details: { field: error.issues[0]?.path.join(".") ?? "" },
      };
    throw error;
  }
}

/** The fields of columns that differ. */
export function differences(
  names: Readonly<Record<string, string>>,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return Object.entries(after).flatMap(([column, to]) => {
    const from = before[column];
    if (to === undefined || told(from) === told(to)) return [];
    return [{ field: names[column] ?? column, from: told(from), to: told(to) }];
  });
}

function told(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}
