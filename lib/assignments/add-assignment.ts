import { randomUUID } from "node:crypto";
import { z } from "zod";
import { StoredTime } from "#lib/audit/times.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { checkDuration } from "#lib/catalogue/check-duration.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { type AssignmentView, assignmentColumns, toAssignmentView } from "./assignment-view.ts";

/** What this takes; described at /api/openapi.json. */
export const AddAssignmentInput = z.strictObject({
  personId: z.string().max(64),
  roleId: z.string().max(64),
  console: z.boolean().default(true),
  credentials: z.boolean().default(true),
  maxDurationSeconds: z.number().nullable().default(null),
  expiresAt: StoredTime.nullable().default(null),
});

/**
 * Assigns a role to a person.
 * @throws AppError `person_not_found`, `role_not_found`, `assignment_exists`, `assignment_empty`,
 *   `duration_out_of_range`
 */
export async function addAssignment(viewer: Viewer, input: unknown): Promise<AssignmentView> {
  requireManager(viewer);
  const { personId, roleId, console, credentials, maxDurationSeconds, expiresAt } =
    AddAssignmentInput.parse(input);
  checkUses({ console, credentials });
  if (maxDurationSeconds !== null) checkDuration(maxDurationSeconds);
  return transact(async (tx) => {
    const person = await tx.person.findUnique({ where: { id: personId }, select: { sessionName: true } });
    if (!person) throw new AppError("person_not_found", "There is no such person.");
    const role = await tx.awsRole.findFirst({
      where: { id: roleId, removedAt: null },
      select: { arn: true, account: { select: { accountId: true } } },
    });
    if (!role) throw new AppError("role_not_found", "There is no such role.");
    const taken = await tx.assignment.findUnique({
      where: { personId_roleId: { personId, roleId } },
      select: { id: true },
    });
    if (taken)
      throw new AppError("assignment_exists", "This role is assigned to this person already.", {
        details: { assignmentId: taken.id },
      });
    const at = now();
    const row = await tx.assignment.create({
      data: {
        id: randomUUID(),
        personId,
        roleId,
        console,
        credentials,
        maxDurationSeconds,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        createdAt: at,
        updatedAt: at,
      },
      select: assignmentColumns,
    });
    recordEvent(tx, actorOf(viewer), {
      event: "assignment.added",
      outcome: "done",
      subjectId: personId,
      roleId,
      roleArn: role.arn,
      accountId: role.account.accountId,
      fields: { person: person.sessionName, console, credentials, maxDurationSeconds, expiresAt },
    });
    return toAssignmentView(row);
  });
}

/** @throws AppError `assignment_empty` when neither use is allowed */
export function checkUses(uses: { console: boolean; credentials: boolean }): void {
  if (!uses.console && !uses.credentials)
    throw new AppError("assignment_empty", "An assignment allows the console, credentials, or both.");
}
