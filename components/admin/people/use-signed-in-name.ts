"use client";

import { useTranslations } from "use-intl";
import type { SignedInEntry } from "./signed-in-entry.ts";

/** What an entry is called. */
export function useSignedInName(): (entry: SignedInEntry) => string {
  const t = useTranslations("settings");
  return (entry) => {
    switch (entry.kind) {
      case "browser":
        return entry.device === null ? t("unknownDevice") : t("device", entry.device);
      case "client":
        return entry.clientName;
      case "token":
        return entry.token.name;
      default:
        return entry satisfies never;
    }
  };
}
