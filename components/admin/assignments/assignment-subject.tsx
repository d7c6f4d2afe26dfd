import { useTranslations } from "use-intl";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { targetText } from "./target-text.ts";

/** Whose assignment, and of what, a dialog is about. */
export function AssignmentSubject({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations();
  const { principal, target } = assignment;
  return (
    <p className="grid pt-0.5 text-muted">
      <span>
        <span className="text-ink">{principal.name}</span>
        {principal.kind === "person" ? ` · ${principal.email}` : null}
      </span>
      <span className="text-ink">{targetText(t, target)}</span>
    </p>
  );
}
