export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The value of `data-theme` on the page; undefined follows the system. */
export function themeAttribute(saved: "light" | "dark" | null, cookie: string | undefined) {
  if (saved !== null) return saved;
  return cookie === "light" || cookie === "dark" ? cookie : undefined;
}

/** What follows in the cycle of the header's switch. */
export function nextTheme(theme: Theme): Theme {
  switch (theme) {
    case "system":
      return "light";
    case "light":
      return "dark";
    case "dark":
      return "system";
    default:
      return theme satisfies never;
  }
}
