"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";

/** Says how many roles a search found, once typing pauses. */
export function useAnnounceHits(query: string, hits: number): void {
  const t = useTranslations("picker");
  const announce = useAnnounce();
  useEffect(() => {
    if (query.trim() === "") return;
    const timer = setTimeout(() => announce(t("resultCount", { count: hits })), 700);
    return () => clearTimeout(timer);
  }, [query, hits, t, announce]);
}
