"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { isTypingTarget } from "#components/is-typing-target.ts";
import { SearchField } from "./search-field.tsx";

/** The search on pages that have no list: Enter takes the words to the picker. */
export function SearchLink() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const combined = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (!combined && (event.key !== "/" || isTypingTarget(event.target))) return;
      event.preventDefault();
      input.current?.focus();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <search>
      <form
        action="/"
        onSubmit={(event) => {
          event.preventDefault();
          router.push(`/?q=${encodeURIComponent(input.current?.value ?? "")}`);
        }}
      >
        <SearchField ref={input} name="q" />
      </form>
    </search>
  );
}
