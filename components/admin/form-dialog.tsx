"use client";

import type { FormEvent, ReactNode, RefObject } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

type FormDialogProps = {
  title: string;
  subject?: ReactNode;
  form?: RefObject<HTMLFormElement | null>;
  submit: string;
  busy: boolean;
  busyText: string;
  /** The change takes something away. */
  danger?: boolean;
  failure: ApiFailure | null;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that makes one change: its fields, what refused it, Cancel and the change. */
export function FormDialog(props: FormDialogProps) {
  const t = useTranslations("common");
  const { busy, failure } = props;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) props.onSubmit(new FormData(event.currentTarget));
  }
  return (
    <Dialog title={props.title} subject={props.subject} onClose={busy ? () => {} : props.onClose}>
      <form ref={props.form} onSubmit={submit} noValidate className="grid gap-4">
        {props.children}
        {failure === null ? null : <FailureNotice failure={failure} />}
        {failure?.code === "recent_sign_in_required" ? <SignInAgain /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={props.onClose} disabled={busy}>
            {t("cancel")}
          </Button>
          <Button type="submit" variant={props.danger ? "danger" : "primary"} busy={busy}>
            {busy ? props.busyText : props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
