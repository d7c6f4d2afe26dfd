"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";

/** The administration pages, and further addresses that belong to one. */
const pages = [
  { page: "accounts", label: "common.menu.accounts" },
  { page: "roles", label: "common.menu.roles" },
  { page: "own-roles", label: "ownRoles.title" },
  { page: "sources", label: "sources.nav" },
  { page: "aws-clients", label: "clients.title" },
  { page: "people", label: "common.menu.people" },
  { page: "groups", label: "common.menu.groups" },
  { page: "assignments", label: "common.menu.assignments" },
  { page: "import", label: "transfer.title", also: "export" },
  { page: "audit", label: "common.menu.audit" },
] as const;

/** The way between the administration pages; says once when they can only be read. */
export function AdminNav({ editable }: { editable: boolean }) {
  const t = useTranslations();
  const path = usePathname();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line pt-2">
      <nav aria-label={t("admin.title")} className="flex max-w-full gap-x-6 overflow-x-auto">
        {pages.map(({ page, label, ...more }) => (
          <Link
            key={page}
            href={`/admin/${page}`}
            prefetch={false}
            aria-current={currentOf(path, page, "also" in more ? more.also : page)}
            className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink"
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      {editable ? null : <p className="py-2 text-sm text-muted">{t("admin.readOnly")}</p>}
    </div>
  );
}

function currentOf(path: string, page: string, also: string): "page" | true | undefined {
  if (path === `/admin/${page}`) return "page";
  return path.startsWith(`/admin/${page}/`) || path === `/admin/${also}` || undefined;
}
