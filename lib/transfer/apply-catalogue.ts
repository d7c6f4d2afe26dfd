import { recordEvent, transactAtLength } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { dropAccount } from "#lib/catalogue/remove-account.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";
import type { CatalogueEntries } from "./entries-view.ts";
import { type CataloguePlanOptions, planWithChanges } from "./plan-catalogue.ts";
import type { PlannedChanges } from "./plan-changes.ts";
import type { CataloguePlan } from "./plan-view.ts";
import { removePlannedRoles, writeAccountsAndRoles } from "./write-accounts-and-roles.ts";
import {
  removePlannedAssignments,
  removePlannedGroups,
  writeAssignments,
  writeGroups,
} from "./write-groups-and-assignments.ts";

export type ApplyCatalogueInput = CataloguePlanOptions & {
  entries: CatalogueEntries;
  /** The plan's, which was looked at. */
  digest: string;
  /** Whether what is refused is left out; otherwise nothing is done when something is. */
  skipRefused: boolean;
};

/**
 * Applies entries to the catalogue as planned: all of it in one transaction, with an event for each change. For owners
 * and admins.
 * @returns the plan that was applied
 * @throws AppError `plan_changed` when it would do anything else by now, `plan_refused`
 */
export function applyCatalogue(viewer: Viewer, input: ApplyCatalogueInput): Promise<CataloguePlan> {
  requireManager(viewer);
  const { entries, digest, skipRefused, managedBy, prune } = input;
  return transactAtLength(async (tx) => {
    await orderCatalogueChanges(tx);
    const { plan, changes } = await planWithChanges(tx, viewer, entries, { managedBy, prune });
    if (plan.digest !== digest)
      throw new AppError(
        "plan_changed",
        "The catalogue changed since this preview was made. Look at the new preview, then apply it.",
      );
    const { refuse: count, unchanged: _, ...done } = plan.counts;
    if (count > 0 && !skipRefused)
      throw new AppError("plan_refused", `${count} entries cannot be applied, so nothing was.`, {
        details: { count },
      });
    await write(tx, viewer, changes, managedBy);
    if (Object.values(done).some((number) => number > 0))
      recordEvent(tx, actorOf(viewer), {
        event: "catalogue.applied",
        outcome: "done",
        subjectId: managedBy ?? undefined,
        fields: { managedBy, ...plan.counts },
      });
    return plan;
  });
}

async function write(
  tx: Tx,
  viewer: Viewer,
  changes: PlannedChanges,
  managedBy: string | null,
): Promise<void> {
  await removePlannedAssignments(tx, viewer, changes);
  await removePlannedRoles(tx, viewer, changes);
  await removePlannedGroups(tx, viewer, changes);
  await writeAccountsAndRoles(tx, viewer, changes, managedBy);
  const groupIds = await writeGroups(tx, viewer, changes, managedBy);
  await writeAssignments(tx, viewer, changes, groupIds, managedBy);
  await reachRoles(tx, await rolesToReach(tx, changes));
  for (const { id } of changes.accounts.remove) await dropAccount(tx, viewer, id);
  await checkChains(tx);
}

/** Roles that are new, and those whose tags or whose account's tags change. */
async function rolesToReach(tx: Tx, { accounts, roles }: PlannedChanges): Promise<string[]> {
  const retagged = accounts.change.flatMap(({ row, columns }) =>
    row && columns.tags !== undefined && columns.tags !== row.tags ? [row.id] : [],
  );
  const ids = new Set(roles.add.map((draft) => draft.id));
  for (const { id, row, columns } of roles.change)
    if (columns.tags !== undefined && columns.tags !== row?.tags) ids.add(id);
  for (let at = 0; at < retagged.length; at += 500)
    for (const { id } of await tx.awsRole.findMany({
      where: { awsAccountId: { in: retagged.slice(at, at + 500) }, removedAt: null },
      select: { id: true },
    }))
      ids.add(id);
  return [...ids];
}
