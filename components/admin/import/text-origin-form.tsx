"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { ImportTextField } from "./import-text-field.tsx";

export type TextOriginKind = "aws-config" | "extend-switch-roles" | "csv" | "yaml";

type TextOriginFormProps = {
  kind: TextOriginKind;
  busy: boolean;
  failure: ApiFailure | null;
  onPreview: (origin: object) => void;
};

const accepted: Record<TextOriginKind, string> = {
  "aws-config": "",
  "extend-switch-roles": ".ini,.txt,text/plain",
  csv: ".csv,.tsv,.txt,text/csv",
  yaml: ".yaml,.yml,text/yaml",
};

/** The text that an import is read from. What it holds is gone with the form, once it was read. */
export function TextOriginForm({ kind, busy, failure, onPreview }: TextOriginFormProps) {
  const t = useTranslations("transfer.import");
  const [text, setText] = useState("");
  const [credentials, setCredentials] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    onPreview(
      kind === "aws-config"
        ? { kind, config: text, ...(credentials.trim() !== "" && { credentials }) }
        : { kind, text },
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <ImportTextField
        label={t(`textOf.${kind}`)}
        rows={kind === "aws-config" ? 10 : 14}
        accept={accepted[kind]}
        value={text}
        onChange={setText}
      />
      {kind === "aws-config" ? (
        <ImportTextField
          label={t("credentials")}
          hint={t("credentialsHint")}
          rows={3}
          accept=""
          value={credentials}
          onChange={setCredentials}
        />
      ) : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? t("previewing") : t("preview")}
        </Button>
      </div>
    </form>
  );
}
