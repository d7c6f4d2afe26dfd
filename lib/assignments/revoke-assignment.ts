import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { assignmentColumns, toAssignmentView } from "./assignment-view.ts";

/**
 * Revokes an assignment; the very next request of the person is refused.
 * @throws AppError `assignment_not_found`
 */
export async function revokeAssignment(viewer: Viewer, id: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const current = await tx.assignment.findUnique({ where: { id }, select: assignmentColumns });
    const { count } = await tx.assignment.deleteMany({ where: { id } });
    if (!current || count === 0) throw new AppError("assignment_not_found", "There is no such assignment.");
    const view = toAssignmentView(current);
    recordEvent(tx, actorOf(viewer), {
      event: "assignment.revoked",
      outcome: "done",
      subjectId: view.personId,
      roleId: view.roleId,
      roleArn: view.roleArn,
      accountId: view.accountId,
      fields: { console: view.console, credentials: view.credentials },
    });
  });
}
