"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { type ListAddress, listHref } from "./list-href.ts";

type ListPagerProps = { query: ListAddress; next: string | null; previous: string | null };

/** Below a list: the ways to the pages beside this one. Nothing when this is all. */
export function ListPager({ query, next, previous }: ListPagerProps) {
  const t = useTranslations("bulk");
  const path = usePathname();
  if (next === null && previous === null && query["cursor"] === undefined) return null;
  const at = (cursor: string) => listHref(path, query, { cursor });
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap gap-3 py-4">
      {query["cursor"] === undefined ? null : <Way href={listHref(path, query, {})}>{t("first")}</Way>}
      {previous === null ? null : <Way href={at(previous)}>{t("previous")}</Way>}
      {next === null ? null : <Way href={at(next)}>{t("next")}</Way>}
    </nav>
  );
}

function Way({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex min-h-8 items-center rounded-md border border-edge bg-surface px-3 font-medium pointer-coarse:min-h-10 hover:bg-hover"
    >
      {children}
    </Link>
  );
}
