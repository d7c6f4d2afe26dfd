import type { AuditDraft, AuditValue } from "#lib/audit/events.ts";
import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordAlone, recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { isAppError } from "#lib/errors.ts";
import type { AssignedRole } from "./find-assigned-role.ts";

export type Use = "console" | "credentials";

/** Adds one step of an issue to the transaction. */
export function recordIssue(
  tx: Tx,
  viewer: Viewer,
  role: AssignedRole,
  event: AuditDraft["event"],
  outcome: AuditDraft["outcome"],
  fields: Readonly<Record<string, AuditValue>>,
): void {
  recordEvent(tx, actorOf(viewer), {
    event,
    outcome,
    roleId: role.roleId,
    roleArn: role.arn,
    accountId: role.accountId,
    fields,
  });
}

/** A refusal is on record before it is told; when it cannot be recorded, that is what is told. */
export async function recordIssueRefusal(
  viewer: Viewer,
  request: { use: Use; roleId: string },
  role: AssignedRole | undefined,
  phase: "refused" | "failed",
  error: unknown,
): Promise<void> {
  if (isAppError(error) && error.code === "audit_unavailable") return;
  const code = isAppError(error) ? error.code : "internal_error";
  await recordAlone(actorOf(viewer), {
    event: phase === "failed" ? "role.assume.failed" : "role.assume.refused",
    outcome: phase,
    roleId: role?.roleId ?? request.roleId.slice(0, 64),
    roleArn: role?.arn,
    accountId: role?.accountId,
    fields: { use: request.use, code },
  });
  markRecorded(error);
}
