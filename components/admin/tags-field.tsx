"use client";

import { X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

type TagsFieldProps = {
  tags: Readonly<Record<string, string>>;
  legend: string;
  hint: string;
  error?: string | undefined;
};

/** Catalogue tags, a row each; `readTags` reads them from the form. */
export function TagsField({ tags, legend, hint, error }: TagsFieldProps) {
  const t = useTranslations("bulk.tags");
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const [rows, setRows] = useState(() =>
    Object.entries(tags).map(([key, value], index) => ({ id: index, key, value })),
  );
  function add() {
    const next = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    flushSync(() => setRows([...rows, { id: next, key: "", value: "" }]));
    list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  }
  function remove(gone: number) {
    flushSync(() => setRows(rows.filter((row) => row.id !== gone)));
    addButton.current?.focus();
  }
  return (
    <fieldset
      className="grid min-w-0 gap-1"
      aria-describedby={`${id}-hint${error === undefined ? "" : ` ${id}-error`}`}
    >
      <legend className="pb-1 text-sm font-medium">{legend}</legend>
      {rows.length === 0 ? null : (
        <ul ref={list} className="grid gap-1">
          {rows.map((row, index) => (
            <li key={row.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-2">
              <input
                name="tagKey"
                defaultValue={row.key}
                aria-label={t("keyOf", { number: String(index + 1) })}
                placeholder={t("key")}
                maxLength={128}
                autoComplete="off"
                spellCheck={false}
                className={input}
              />
              <input
                name="tagValue"
                defaultValue={row.value}
                aria-label={t("valueOf", { number: String(index + 1) })}
                placeholder={t("value")}
                maxLength={256}
                autoComplete="off"
                spellCheck={false}
                className={input}
              />
              <IconButton label={t("remove", { number: String(index + 1) })} onClick={() => remove(row.id)}>
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p id={`${id}-hint`} className="text-xs text-muted">
        {hint}
      </p>
      {error === undefined ? null : (
        <p id={`${id}-error`} className="text-xs text-danger">
          {error}
        </p>
      )}
      <div>
        <Button ref={addButton} name="tags" onClick={add} disabled={rows.length >= 50}>
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}

/** The tags that the form says; rows without a key are none. */
export function readTags(form: FormData): Record<string, string> {
  const values = form.getAll("tagValue");
  const rows = form.getAll("tagKey").map((key, at) => [String(key).trim(), String(values[at] ?? "").trim()]);
  return Object.fromEntries(rows.filter(([key]) => key !== ""));
}

/** Whether two tag maps say the same. */
export function sameTags(
  some: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>>,
): boolean {
  const keys = Object.keys(some);
  return (
    keys.length === Object.keys(others).length &&
    keys.every((key) => Object.hasOwn(others, key) && others[key] === some[key])
  );
}

/** Which field a refusal is about. */
export const tagFailures = {
  tag_key_malformed: "tags",
  tag_value_malformed: "tags",
  too_many_tags: "tags",
} as const;

const input =
  "h-8 pointer-coarse:h-10 w-full min-w-0 rounded-sm border border-edge bg-surface px-2 text-base text-ink placeholder:text-faint";
