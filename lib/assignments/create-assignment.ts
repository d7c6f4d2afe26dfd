import { randomUUID } from "node:crypto";
import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { findOrAddTarget } from "#lib/targets/find-or-add-target.ts";
import type { TargetTerms } from "#lib/targets/reaches.ts";
import { assignmentOnRecord } from "./assignment-on-record.ts";
import { assignmentColumns, toAssignmentView } from "./assignment-row.ts";
import { type AssignmentTerms, termsOnRecord } from "./assignment-terms.ts";
import type { AssignmentView } from "./assignment-view.ts";
import type { Principal } from "./find-principal.ts";

/**
 * Assigns a target to a principal within a transaction that has ordered the changes of the catalogue.
 * @param more.managedBy the catalogue file that owns it
 * @param more.ownerId the member whose own role the target may be
 * @throws AppError `assignment_exists`, `role_not_found`, `account_not_found`
 */
export async function createAssignment(
  tx: Tx,
  viewer: Viewer,
  { principalId, personId, groupId, name }: Principal,
  target: TargetTerms,
  terms: AssignmentTerms,
  more: { managedBy?: string | null; ownerId?: string } = {},
): Promise<AssignmentView> {
  const targetId = await findOrAddTarget(tx, target, more.ownerId);
  const taken = await tx.assignment.findUnique({
    where: { principalId_targetId: { principalId, targetId } },
    select: { id: true },
  });
  if (taken)
    throw new AppError("assignment_exists", "The same is assigned to the same person or group already.", {
      details: { assignmentId: taken.id },
    });
  const at = now();
  const managedBy = more.managedBy ?? null;
  const row = await tx.assignment.create({
    data: {
      id: randomUUID(),
      principalId,
      personId,
      groupId,
      targetId,
      ...terms,
      managedBy,
      createdAt: at,
      updatedAt: at,
    },
    select: assignmentColumns,
  });
  const view = toAssignmentView(row);
  recordEvent(tx, actorOf(viewer), {
    event: "assignment.added",
    outcome: "done",
    ...assignmentOnRecord(view, name, { ...termsOnRecord(terms), ...(managedBy !== null && { managedBy }) }),
  });
  return view;
}
