"use client";

import { Search } from "lucide-react";
import { type ComponentProps, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { Kbd } from "#components/ui/kbd.tsx";

type SearchFieldProps = Omit<ComponentProps<"input">, "className" | "style" | "type" | "placeholder">;

/** The header's search box with its key beside it. */
export function SearchField(props: SearchFieldProps) {
  const t = useTranslations("common");
  const isMac = useIsMac();
  return (
    <div className="relative flex w-full max-w-xl items-center">
      <Search size={16} aria-hidden className="pointer-events-none absolute left-2 text-muted" />
      <input
        {...props}
        type="search"
        aria-label={t("search")}
        aria-description={t("searchHint")}
        placeholder={t("searchPlaceholder")}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-transparent bg-sunken pr-20 pl-8 text-base placeholder:text-faint hover:border-line focus:border-edge focus:bg-surface max-sm:pr-2 [&::-webkit-search-cancel-button]:hidden"
      />
      <span aria-hidden="true" className="pointer-events-none absolute right-1.5 flex gap-1 max-sm:hidden">
        <Kbd>{isMac ? "⌘K" : "Ctrl K"}</Kbd>
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}

/** Whether ⌘ is this keyboard's key; the server takes it for Ctrl. */
function useIsMac(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}
