"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { AssignmentSubject } from "./assignment-subject.tsx";
import { AssignmentTerms, readTerms, type TermsErrors } from "./assignment-terms.tsx";
import { targetText } from "./target-text.ts";

type ChangeAssignmentDialogProps = { assignment: AssignmentView; onClose: () => void };

/** Changes what an assignment allows. */
export function ChangeAssignmentDialog({ assignment, onClose }: ChangeAssignmentDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<TermsErrors>({});
  const { busy, failure, run } = useChange();
  async function submit(data: FormData) {
    const read = readTerms(data, form.current, assignment.expiresAt);
    setErrors(read.ok ? {} : read.errors);
    if (!read.ok) return;
    const path = `/api/assignments/${encodeURIComponent(assignment.id)}`;
    const result = await run(() => callApi("PATCH", path, read.terms));
    if (!result.ok) return;
    announce(
      t("admin.assignments.saved", {
        role: targetText(t, assignment.target),
        name: assignment.principal.name,
      }),
    );
    onClose();
  }
  return (
    <FormDialog
      title={t("admin.assignments.changeTitle")}
      subject={<AssignmentSubject assignment={assignment} />}
      form={form}
      submit={t("common.save")}
      busy={busy}
      busyText={t("common.saving")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <AssignmentTerms terms={assignment} errors={errors} />
    </FormDialog>
  );
}
