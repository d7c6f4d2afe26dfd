"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { targetText } from "#components/reach/target-text.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { ChangesDialog } from "./changes-dialog.tsx";
import { useAssignmentChanges } from "./use-assignment-changes.ts";

type RevokeAssignmentsDialogProps = {
  ids: readonly string[];
  /** The assignment, when it is one. */
  only: AssignmentView | null;
  /** Is told what they were, for taking it back. */
  onRevoked: (gone: readonly AssignmentView[]) => void;
  onClose: () => void;
};

/** Revokes assignments, after saying for whom that ends what. */
export function RevokeAssignmentsDialog({ ids, only, onRevoked, onClose }: RevokeAssignmentsDialogProps) {
  const t = useTranslations();
  const form = useRef<HTMLFormElement>(null);
  const changes = useAssignmentChanges();
  const look = useEffectEvent(() => void changes.look({ revoke: ids }));
  useEffect(() => look(), []);
  async function apply() {
    const applied = await changes.apply();
    if (applied?.ok) onRevoked(applied.data.revoked);
  }
  return (
    <ChangesDialog
      title={t("assignments.revokeTitle", { count: ids.length })}
      subject={
        only === null ? undefined : (
          <p className="text-muted">{`${only.principal.name} · ${targetText(t, only.target)}`}</p>
        )
      }
      form={form}
      busy={changes.busy}
      failure={changes.failure}
      preview={changes.preview}
      apply={t("assignments.revokeSubmit")}
      danger
      note={t("assignments.revokeStays")}
      onPreview={() => void changes.look({ revoke: ids })}
      onApply={apply}
      onClose={onClose}
    />
  );
}
