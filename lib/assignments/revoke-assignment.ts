import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { dropUnusedTargets } from "#lib/targets/find-or-add-target.ts";
import { assignmentOnRecord } from "./assignment-on-record.ts";
import { assignmentColumns, toAssignmentView } from "./assignment-row.ts";
import type { AssignmentView } from "./assignment-view.ts";
import { teamAssignments } from "./team-assignments.ts";

/**
 * Revokes an assignment; the very next request of whoever had it is refused.
 * @throws AppError `assignment_not_found`
 */
export async function revokeAssignment(viewer: Viewer, id: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await orderCatalogueChanges(tx);
    await dropAssignment(tx, viewer, id);
  });
}

/**
 * The same within a transaction that has ordered the changes of the catalogue.
 * @throws AppError `assignment_not_found`
 */
export async function dropAssignment(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  await dropAssignments(tx, viewer, [id]);
}

/**
 * The same for several, 1,000 at most.
 * @returns what they were
 * @throws AppError `assignment_not_found` when one is gone
 */
export async function dropAssignments(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
): Promise<AssignmentView[]> {
  const where = { id: { in: [...ids] } };
  const rows = await tx.assignment.findMany({
    where: { ...where, ...teamAssignments },
    select: { ...assignmentColumns, targetId: true },
  });
  if (rows.length < ids.length) throw new AppError("assignment_not_found", "There is no such assignment.");
  const { count } = await tx.assignment.deleteMany({ where });
  if (count < ids.length) throw new AppError("assignment_not_found", "There is no such assignment.");
  const views = rows.map(toAssignmentView);
  for (const view of views)
    recordEvent(tx, actorOf(viewer), {
      event: "assignment.revoked",
      outcome: "done",
      ...assignmentOnRecord(view, null, {
        console: view.console,
        credentials: view.credentials,
        ...(view.managedBy !== null && { managedBy: view.managedBy }),
      }),
    });
  await dropUnusedTargets(
    tx,
    rows.map((row) => row.targetId),
  );
  return views;
}
