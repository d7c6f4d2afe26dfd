"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";

export type RowNames = { role: string; account: string };
type RowLabel = (names: RowNames) => string;
/** What a row's controls are called. */
export type RowLabels = Readonly<Record<"console" | "credentials" | "pin" | "unpin" | "more", RowLabel>>;

// Characters for private use, which no name has: where the names go.
const holes: RowNames = { role: "\uE000", account: "\uE001" };

/** For all rows at once: each sentence is put together once, and a row only fills in its names. */
export function useRowLabels(): RowLabels {
  const t = useTranslations("picker");
  return useMemo(
    () => ({
      console: labelFrom(t("consoleOf", holes)),
      credentials: labelFrom(t("credentialsOf", holes)),
      pin: labelFrom(t("pinOf", holes)),
      unpin: labelFrom(t("unpinOf", holes)),
      more: labelFrom(t("more", holes)),
    }),
    [t],
  );
}

function labelFrom(sentence: string): RowLabel {
  return ({ role, account }) =>
    sentence.replaceAll(/[\uE000\uE001]/g, (hole) => (hole === holes.role ? role : account));
}
