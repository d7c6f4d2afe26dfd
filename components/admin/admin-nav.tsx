"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";

const pages = ["accounts", "roles", "sources", "people", "groups", "assignments", "audit"] as const;

/** The way between the administration pages; says once when they can only be read. */
export function AdminNav({ editable }: { editable: boolean }) {
  const t = useTranslations();
  const path = usePathname();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line pt-2">
      <nav aria-label={t("admin.title")} className="flex max-w-full gap-x-6 overflow-x-auto">
        {pages.map((page) => (
          <Link
            key={page}
            href={`/admin/${page}`}
            prefetch={false}
            aria-current={
              path === `/admin/${page}` ? "page" : path.startsWith(`/admin/${page}/`) || undefined
            }
            className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink"
          >
            {page === "sources" ? t("sources.nav") : t(`common.menu.${page}`)}
          </Link>
        ))}
        <Link
          href="/admin/import"
          prefetch={false}
          aria-current={path === "/admin/import" || path === "/admin/export" ? "page" : undefined}
          className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink"
        >
          {t("transfer.title")}
        </Link>
      </nav>
      {editable ? null : <p className="py-2 text-sm text-muted">{t("admin.readOnly")}</p>}
    </div>
  );
}
