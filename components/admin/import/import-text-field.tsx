"use client";

import { type ChangeEvent, type DragEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";

const mostBytes = 2 * 1024 * 1024;

type ImportTextFieldProps = {
  label: string;
  hint?: string;
  rows: number;
  /** What a file dialog offers. */
  accept: string;
  value: string;
  onChange: (text: string) => void;
};

/** A text to paste, or a file to drop or choose: read in the browser, sent by nothing here. */
export function ImportTextField({ label, hint, rows, accept, value, onChange }: ImportTextFieldProps) {
  const t = useTranslations("transfer.import");
  const id = useId();
  const announce = useAnnounce();
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function read(file: File | undefined) {
    if (file === undefined) return;
    setError(null);
    if (file.size > mostBytes) return setError(t("fileTooLong"));
    try {
      onChange(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
      announce(t("fileRead", { name: file.name }));
    } catch {
      setError(t("fileUnreadable"));
    }
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  }
  function choose(event: ChangeEvent<HTMLInputElement>) {
    void read(event.target.files?.[0]);
    // The same file once more is a choice as well.
    event.target.value = "";
  }
  const describedBy = error === null ? `${id}-hint` : `${id}-hint ${id}-error`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way in; the button below is the keyboard's.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className="grid min-w-0 gap-1"
    >
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        rows={rows}
        aria-describedby={describedBy}
        aria-invalid={error === null ? undefined : true}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className={`w-full resize-y rounded-sm border bg-surface p-2 font-mono text-sm text-ink ${over ? "border-accent" : "border-edge"}`}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button aria-label={t("fileOf", { what: label })} onClick={() => chooser.current?.click()}>
          {t("file")}
        </Button>
        <input ref={chooser} type="file" accept={accept} onChange={choose} hidden />
        <p id={`${id}-hint`} className="min-w-0 flex-1 basis-60 text-xs text-muted">
          {hint ?? t("fileHint")}
        </p>
      </div>
      {error === null ? null : (
        <p id={`${id}-error`} role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
