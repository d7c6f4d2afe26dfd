"use client";

import type { FormEvent, ReactNode, RefObject } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { AssignmentsPreview } from "#lib/access/assignment-changes-view.ts";
import { ChangesPreview } from "./changes-preview.tsx";

type ChangesDialogProps = {
  title: string;
  subject?: ReactNode;
  form: RefObject<HTMLFormElement | null>;
  busy: boolean;
  failure: ApiFailure | null;
  preview: AssignmentsPreview | null;
  /** What applying is called. */
  apply: string;
  danger?: boolean;
  /** What holds whatever the preview says. */
  note?: string;
  onPreview: (form: FormData) => void;
  onApply: () => void;
  /** From the preview to the fields; absent where there are none. */
  onBack?: () => void;
  onClose: () => void;
  /** The fields. */
  children?: ReactNode;
};

/** Changes assignments in two steps: what is wanted, and exactly what that does. */
export function ChangesDialog(props: ChangesDialogProps) {
  const t = useTranslations("assignments.preview");
  const common = useTranslations("common");
  const { busy, failure, preview, onBack } = props;
  const settled = preview !== null;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (settled) props.onApply();
    else props.onPreview(new FormData(event.currentTarget));
  }
  return (
    <Dialog
      title={props.title}
      subject={props.subject}
      size="large"
      onClose={busy ? () => {} : props.onClose}
    >
      <form ref={props.form} onSubmit={submit} noValidate className="grid gap-4">
        <div hidden={settled} className="grid gap-4">
          {props.children}
        </div>
        {settled ? <ChangesPreview preview={preview} /> : null}
        {props.note === undefined ? null : <p className="text-sm text-muted">{props.note}</p>}
        {failure === null ? null : <FailureNotice failure={failure} />}
        <div className="flex flex-wrap justify-end gap-2">
          {settled && onBack ? (
            <Button onClick={onBack} disabled={busy}>
              {t("back")}
            </Button>
          ) : (
            <Button onClick={props.onClose} disabled={busy}>
              {common("cancel")}
            </Button>
          )}
          <Button type="submit" variant={settled && props.danger ? "danger" : "primary"} busy={busy}>
            {settled ? (busy ? t("applying") : props.apply) : busy ? t("looking") : t("look")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
