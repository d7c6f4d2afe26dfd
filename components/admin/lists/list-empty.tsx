"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** In a list's place when nothing fits what was searched and filtered. */
export function ListEmpty() {
  const t = useTranslations("bulk");
  const path = usePathname();
  return (
    <EmptyState
      title={t("nothingFits")}
      body={t("nothingFitsBody")}
      action={<ButtonLink href={path}>{t("clearFilters")}</ButtonLink>}
    />
  );
}
