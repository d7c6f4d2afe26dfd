"use client";

import { useId } from "react";
import type { SelectOption } from "#components/ui/select-field.tsx";
import type { ListAddress } from "./list-href.ts";
import { useListAddress } from "./use-list-address.ts";

type FilterSelectProps = {
  query: ListAddress;
  /** The filter's name in the address. */
  name: string;
  label: string;
  /** What holds without the filter: "Any source". */
  any: string;
  options: readonly SelectOption[];
};

/** Narrows a list by one choice. */
export function FilterSelect({ query, name, label, any, options }: FilterSelectProps) {
  const id = useId();
  const { go } = useListAddress(query);
  const value = query[name] ?? "";
  // What a link brought along stays chosen, even when it is not among what is offered.
  const known = value === "" || options.some((option) => option.value === value);
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => go({ [name]: event.target.value })}
        className="h-8 pointer-coarse:h-10 max-w-48 min-w-0 rounded-sm border border-edge bg-surface px-1.5 text-base text-ink"
      >
        <option value="">{any}</option>
        {known ? null : <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
