import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/audit/chain.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { lastApplied, readCatalogueState } from "./catalogue-state.ts";
import type { CatalogueEntries } from "./entries-view.ts";
import { type PlannedChanges, planChanges } from "./plan-changes.ts";
import type { CataloguePlan } from "./plan-view.ts";
import { removedSince } from "./removed-since.ts";

export type CataloguePlanOptions = {
  /** The catalogue file that owns what is named; null for an import, which owns and removes nothing. */
  managedBy: string | null;
  /** Whether what the file owns and no longer names is removed. */
  prune: boolean;
};

/**
 * What entries would do to the catalogue, for owners and admins, within a transaction. What a file does not say stays.
 * @throws AppError `not_allowed`
 */
export async function planCatalogue(
  tx: Tx,
  viewer: Viewer,
  entries: CatalogueEntries,
  options: CataloguePlanOptions,
): Promise<CataloguePlan> {
  return (await planWithChanges(tx, viewer, entries, options)).plan;
}

/** The same, with what is to be written. */
export async function planWithChanges(
  tx: Tx,
  viewer: Viewer,
  entries: CatalogueEntries,
  { managedBy, prune }: CataloguePlanOptions,
): Promise<{ plan: CataloguePlan; changes: PlannedChanges }> {
  requireManager(viewer);
  const state = await readCatalogueState(tx);
  const changes = planChanges(state, entries, {
    managedBy,
    prune,
    isOwner: viewer.portalRole === "owner",
    lastAppliedAt: managedBy === null ? null : await lastApplied(tx, managedBy),
    removed: managedBy === null ? new Set() : await removedSince(tx, managedBy),
  });
  const { items } = changes;
  const counts = { add: 0, change: 0, adopt: 0, remove: 0, unchanged: 0, refuse: 0 };
  for (const item of items) counts[item.action] += 1;
  const digest = digestOf({ managedBy, prune, items, touched: touchedBy(changes) });
  const { notes, secretsFound } = entries;
  return { plan: { managedBy, prune, items, counts, digest, notes, secretsFound }, changes };
}

/** Rows that are written, as they stand. */
function touchedBy({ accounts, roles, groups, assignments }: PlannedChanges): string[] {
  const rows = [
    ...[...accounts.change, ...roles.change].map(({ row }) => row),
    ...[...groups.drafts.values()].map(({ row }) => row),
    ...assignments.change.map(({ row }) => row),
    ...accounts.remove,
    ...roles.remove,
    ...groups.remove,
    ...assignments.remove,
  ];
  return rows.flatMap((row) => (row ? [`${row.id} ${row.updatedAt.toISOString()}`] : []));
}

function digestOf(value: object): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
