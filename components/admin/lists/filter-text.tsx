"use client";

import { type FormEvent, useId } from "react";
import { readText } from "#components/admin/read-text.ts";
import type { ListAddress } from "./list-href.ts";
import { useListAddress } from "./use-list-address.ts";

type FilterTextProps = { query: ListAddress; name: string; label: string; hint: string };

/** Narrows a list by a text, on Enter or on leaving the field. */
export function FilterText({ query, name, label, hint }: FilterTextProps) {
  const id = useId();
  const { go } = useListAddress(query);
  const current = query[name] ?? "";
  function apply(text: string) {
    if (text !== current) go({ [name]: text });
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    apply(readText(new FormData(event.currentTarget), name));
  }
  return (
    <form onSubmit={submit} className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        // Another address means another text.
        key={current}
        id={id}
        name={name}
        defaultValue={current}
        onBlur={(event) => apply(event.target.value.trim())}
        placeholder={hint}
        maxLength={400}
        autoComplete="off"
        spellCheck={false}
        className="h-8 pointer-coarse:h-10 w-36 rounded-sm border border-edge bg-surface px-2 text-base placeholder:text-faint"
      />
    </form>
  );
}
