import type { AuditDraft, AuditValue } from "#lib/audit/events.ts";
import { targetText } from "#lib/targets/target-row.ts";
import type { AssignmentView } from "./assignment-view.ts";

/** What the audit log says of an assignment, beside the event: whose, what, and further fields. */
export function assignmentOnRecord(
  { principal, target }: AssignmentView,
  principalName: string | null,
  fields: Readonly<Record<string, AuditValue>>,
): Pick<AuditDraft, "subjectId" | "roleId" | "roleArn" | "accountId" | "fields"> {
  const named = target.kind === "role" ? target.role : null;
  return {
    subjectId: principal.id,
    roleId: named?.id,
    roleArn: named?.arn,
    accountId: named?.accountId ?? (target.kind === "scope" ? target.account?.accountId : undefined),
    fields: {
      principal: principalName ?? principal.name,
      principalKind: principal.kind,
      target: targetText(target),
      ...fields,
    },
  };
}
