"use client";

import { X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { callApi } from "#components/api-client.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

/** Something found, to be chosen. */
export type Choice = { kind: string; id: string; label: string; detail: string };

type Row = Readonly<Record<string, unknown>>;
/** Where choices come from: an address that lists by `q`, and what its rows are. */
export type ChoiceSource = { api: string; rows: string; toChoice: (row: Row) => Choice };

type SearchChoiceProps = {
  /** The field's name, for bringing the focus to it. */
  name: string;
  label: string;
  hint: string;
  sources: readonly ChoiceSource[];
  chosen: readonly Choice[];
  /** Whether a new choice takes the place of the one before. */
  single?: boolean;
  error: string | undefined;
  onChange: (chosen: readonly Choice[]) => void;
};

const mostFound = "8";

/** Chooses one or several by searching on the server: what is chosen stands below, and can be taken away. */
export function SearchChoice(props: SearchChoiceProps) {
  const { name, label, hint, sources, chosen, single = false, error, onChange } = props;
  const t = useTranslations("assignments");
  const id = useId();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Choice[] | null>(null);
  const asked = useRef<AbortController>(undefined);
  useEffect(() => () => asked.current?.abort(), []);

  async function search(typed: string) {
    setQuery(typed);
    asked.current?.abort();
    const asking = new AbortController();
    asked.current = asking;
    try {
      const answers = await Promise.all(
        sources.map(async ({ api, rows, toChoice }) => {
          const path = `${api}?${new URLSearchParams({ q: typed, limit: mostFound })}`;
          const answer = await callApi<Row>("GET", path, undefined, asking.signal);
          const list = answer.ok ? answer.data[rows] : [];
          return Array.isArray(list) ? list.map(toChoice) : [];
        }),
      );
      if (!asking.signal.aborted) setFound(answers.flat());
    } catch {
      // A later search took its place.
    }
  }

  const ids = new Set(chosen.map((each) => each.id));
  return (
    <fieldset className="grid min-w-0 gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="pb-1 text-sm font-medium">{label}</legend>
      <input
        type="search"
        name={name}
        value={query}
        onChange={(event) => search(event.target.value)}
        onFocus={() => (found === null ? search(query) : undefined)}
        onKeyDown={(event) => {
          // Enter in a search is no Enter in the form around it.
          if (event.key === "Enter") event.preventDefault();
        }}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-edge bg-surface px-2 text-base placeholder:text-faint aria-invalid:border-danger"
      />
      {found === null ? null : found.length === 0 ? (
        <p role="status" className="text-sm text-muted">
          {t("nothingFound")}
        </p>
      ) : (
        <ul className="max-h-44 overflow-y-auto rounded-sm border border-line">
          {found.map((choice) => (
            <li key={choice.id} className="border-b border-line last:border-b-0">
              <label className="flex min-h-9 items-center gap-2 px-2 py-1 hover:bg-hover">
                <input
                  type="checkbox"
                  checked={ids.has(choice.id)}
                  onChange={() =>
                    onChange(
                      ids.has(choice.id)
                        ? chosen.filter((each) => each.id !== choice.id)
                        : single
                          ? [choice]
                          : [...chosen, choice],
                    )
                  }
                  className="size-4 shrink-0 accent-accent"
                />
                <span className="min-w-0 flex-1 truncate">{choice.label}</span>
                <span className="truncate text-sm text-muted tabular-nums">{choice.detail}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {chosen.length === 0 ? null : (
        <ul aria-label={t("chosen")} className="flex flex-wrap gap-2">
          {chosen.map((choice) => (
            <li
              key={choice.id}
              className="inline-flex min-h-7 items-center gap-1 rounded-sm border border-edge pl-2 text-sm"
            >
              {choice.label}
              <IconButton
                label={t("takeAway", { name: choice.label })}
                onClick={() => onChange(chosen.filter((each) => each.id !== choice.id))}
              >
                <X size={12} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
