import { z } from "zod";
import { StoredTime } from "#lib/audit/times.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { checkDuration } from "#lib/catalogue/check-duration.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkUses } from "./add-assignment.ts";
import { type AssignmentView, assignmentColumns, toAssignmentView } from "./assignment-view.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeAssignmentInput = z.strictObject({
  console: z.boolean().optional(),
  credentials: z.boolean().optional(),
  maxDurationSeconds: z.number().nullable().optional(),
  expiresAt: StoredTime.nullable().optional(),
});

/**
 * Changes what an assignment allows.
 * @throws AppError `assignment_not_found`, `assignment_empty`, `duration_out_of_range`
 */
export async function changeAssignment(viewer: Viewer, id: string, input: unknown): Promise<AssignmentView> {
  requireManager(viewer);
  const change = ChangeAssignmentInput.parse(input);
  if (typeof change.maxDurationSeconds === "number") checkDuration(change.maxDurationSeconds);
  return transact(async (tx) => {
    const current = await tx.assignment.findUnique({ where: { id }, select: assignmentColumns });
    if (!current) throw new AppError("assignment_not_found", "There is no such assignment.");
    const uses = {
      console: change.console ?? current.console,
      credentials: change.credentials ?? current.credentials,
    };
    checkUses(uses);
    const { maxDurationSeconds, expiresAt } = change;
    const row = await tx.assignment.update({
      where: { id },
      data: {
        ...uses,
        ...(maxDurationSeconds !== undefined && { maxDurationSeconds }),
        ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
        updatedAt: now(),
      },
      select: assignmentColumns,
    });
    const view = toAssignmentView(row);
    recordEvent(tx, actorOf(viewer), {
      event: "assignment.changed",
      outcome: "done",
      subjectId: view.personId,
      roleId: view.roleId,
      roleArn: view.roleArn,
      accountId: view.accountId,
      fields: { ...uses, maxDurationSeconds: view.maxDurationSeconds, expiresAt: view.expiresAt },
    });
    return view;
  });
}
