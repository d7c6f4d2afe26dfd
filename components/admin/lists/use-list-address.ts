"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { type ListAddress, listHref } from "./list-href.ts";

/** Leads from one state of a list to another; `pending` while the new one is fetched. */
export function useListAddress(query: ListAddress) {
  const path = usePathname();
  const router = useRouter();
  const [pending, start] = useTransition();
  return {
    path,
    pending,
    /** Typing replaces the address, so that the back button leads out of the list and not through every letter. */
    replace: (change: Readonly<Record<string, string | null>>) =>
      start(() => router.replace(listHref(path, query, change), { scroll: false })),
    go: (change: Readonly<Record<string, string | null>>) =>
      start(() => router.push(listHref(path, query, change), { scroll: false })),
  };
}
