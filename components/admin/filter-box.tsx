"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";

type FilterBoxProps = {
  hint: string;
  query: string;
  onChange: (query: string) => void;
  shown: number;
  total: number;
};

/** Narrows the table below while one types, and says how much of it is left. */
export function FilterBox({ hint, query, onChange, shown, total }: FilterBoxProps) {
  const t = useTranslations("admin");
  const id = useId();
  return (
    <search className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3">
      <label htmlFor={id} className="text-sm font-medium">
        {t("filter")}
      </label>
      <input
        id={id}
        type="search"
        value={query}
        onChange={(event) => onChange(event.target.value)}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-edge bg-surface px-2 text-base placeholder:text-faint sm:w-80"
      />
      <p role="status" className="text-sm text-muted tabular-nums">
        {query.trim() === "" ? "" : t("shown", { shown: String(shown), total: String(total) })}
      </p>
    </search>
  );
}
