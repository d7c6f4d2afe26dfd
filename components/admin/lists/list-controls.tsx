"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type ListAddress, listHref } from "./list-href.ts";
import { useListAddress } from "./use-list-address.ts";

export type FilterChip = { name: string; label: string };

type ListControlsProps = {
  query: ListAddress;
  /** What the search looks at, as the field's placeholder. */
  hint: string;
  /** How many fit, in words. */
  count: string;
  /** The filters that hold, each with a way out. */
  chips: readonly FilterChip[];
  children?: ReactNode;
};

/** Above a list: the search that works while one types, the filters, how many rows fit. */
export function ListControls({ query, hint, count, chips, children }: ListControlsProps) {
  const t = useTranslations("bulk");
  const id = useId();
  const { path, pending, replace } = useListAddress(query);
  const [text, setText] = useState(query["q"] ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  function search(typed: string, soon: boolean) {
    setText(typed);
    clearTimeout(timer.current);
    const apply = () => replace({ q: typed.trim() });
    if (soon) apply();
    else timer.current = setTimeout(apply, 200);
  }
  return (
    <div className="grid gap-2 pb-3">
      <search className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="grid gap-1 max-sm:w-full">
          <label htmlFor={id} className="text-sm font-medium">
            {t("search")}
          </label>
          <input
            id={id}
            type="search"
            value={text}
            onChange={(event) => search(event.target.value, false)}
            onKeyDown={(event) => {
              if (event.key === "Enter") search(text, true);
            }}
            placeholder={hint}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-edge bg-surface px-2 text-base placeholder:text-faint sm:w-80"
          />
        </div>
        {children}
      </search>
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
        <p role="status" className="tabular-nums">
          {pending ? t("loading") : count}
        </p>
        {chips.length === 0 ? null : (
          <ul aria-label={t("filters")} className="flex flex-wrap gap-2">
            {chips.map(({ name, label }) => (
              <li key={name}>
                <Link
                  href={listHref(path, query, { [name]: null })}
                  prefetch={false}
                  scroll={false}
                  aria-label={t("removeFilter", { filter: label })}
                  className="inline-flex min-h-6 items-center gap-1 rounded-sm border border-edge px-2 text-ink pointer-coarse:min-h-10 hover:bg-hover"
                >
                  {label}
                  <X size={12} aria-hidden />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
