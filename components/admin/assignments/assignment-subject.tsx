import { formatAccountId } from "#components/ui/format-account-id.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";

/** Whose assignment, and of which role, a dialog is about. */
export function AssignmentSubject({ assignment }: { assignment: AssignmentView }) {
  const { personName, personEmail, accountName, accountId, roleLabel } = assignment;
  return (
    <p className="grid pt-0.5 text-muted">
      <span>
        <span className="text-ink">{personName}</span> · {personEmail}
      </span>
      <span>
        {accountName} · <span className="tabular-nums">{formatAccountId(accountId)}</span> ·{" "}
        <span className="text-ink">{roleLabel}</span>
      </span>
    </p>
  );
}
