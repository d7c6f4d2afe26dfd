"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { AssignmentSubject } from "./assignment-subject.tsx";
import { targetText } from "./target-text.ts";

type RevokeDialogProps = { assignment: AssignmentView; onRevoked: () => void; onClose: () => void };

/** Revokes an assignment, after saying what it ends and what it does not. */
export function RevokeDialog({ assignment, onRevoked, onClose }: RevokeDialogProps) {
  const texts = useTranslations();
  const t = useTranslations("admin.assignments");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { name } = assignment.principal;
  const role = targetText(texts, assignment.target);
  async function submit() {
    const result = await run(() =>
      callApi("DELETE", `/api/assignments/${encodeURIComponent(assignment.id)}`),
    );
    if (!result.ok) return;
    announce(t("revoked", { role, name }));
    onRevoked();
  }
  return (
    <FormDialog
      title={t("revokeTitle")}
      subject={<AssignmentSubject assignment={assignment} />}
      submit={t("revokeSubmit")}
      busy={busy}
      busyText={t("revoking")}
      danger
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("revokeBody", { name })}</p>
      <p className="text-sm text-muted">{t("revokeStays")}</p>
    </FormDialog>
  );
}
