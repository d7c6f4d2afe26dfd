import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { assignmentOnRecord } from "./assignment-on-record.ts";
import { assignmentColumns, toAssignmentView } from "./assignment-row.ts";
import {
  type AssignmentTerms,
  AssignmentTermsInput,
  changeTerms,
  termsOnRecord,
} from "./assignment-terms.ts";
import type { AssignmentView } from "./assignment-view.ts";
import { teamAssignments } from "./team-assignments.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeAssignmentInput = z.strictObject(AssignmentTermsInput).partial();

/**
 * Changes what an assignment allows, how long and when; to whom and what stays.
 * @throws AppError `assignment_not_found` and those of `changeTerms`
 */
export async function changeAssignment(viewer: Viewer, id: string, input: unknown): Promise<AssignmentView> {
  requireManager(viewer);
  const change = ChangeAssignmentInput.parse(input);
  return transact(async (tx) => {
    // Changes nothing, but takes the row's lock: what is read here still stands when it is written.
    await tx.$executeRaw`UPDATE "Assignment" SET "id" = "id" WHERE "id" = ${id}`;
    const current = await tx.assignment.findFirst({
      where: { id, ...teamAssignments },
      select: assignmentColumns,
    });
    if (!current) throw new AppError("assignment_not_found", "There is no such assignment.");
    const terms = changeTerms(current, change);
    return changeStored(tx, viewer, id, terms);
  });
}

/** Writes an assignment's new terms, checked, within a transaction that has locked it. */
export async function changeStored(
  tx: Tx,
  viewer: Viewer,
  id: string,
  terms: AssignmentTerms,
): Promise<AssignmentView> {
  const row = await tx.assignment.update({
    where: { id },
    data: { ...terms, updatedAt: now() },
    select: assignmentColumns,
  });
  const view = toAssignmentView(row);
  recordEvent(tx, actorOf(viewer), {
    event: "assignment.changed",
    outcome: "done",
    ...assignmentOnRecord(view, null, termsOnRecord(terms)),
  });
  return view;
}
