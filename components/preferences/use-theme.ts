"use client";

import { useCallback, useSyncExternalStore } from "react";
import { callApi } from "#components/api-client.ts";
import { keepPreference, themeCookie } from "./preference-cookies.ts";
import type { Theme } from "./theme.ts";

/** The page's theme, which stands in `data-theme`, and how to change it in every place that keeps it. */
export function useTheme(save: boolean): [theme: Theme, setTheme: (theme: Theme) => void] {
  const theme = useSyncExternalStore(watch, current, () => "system" as const);
  const setTheme = useCallback(
    (chosen: Theme) => {
      const value = chosen === "system" ? null : chosen;
      if (value === null) delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = value;
      keepPreference(themeCookie, value);
      if (save) void callApi("PATCH", "/api/me", { theme: value });
    },
    [save],
  );
  return [theme, setTheme];
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function current(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}
