export const locales = ["en", "ja"] as const;
export type Locale = (typeof locales)[number];

/** Narrows a cookie's or a header's value to a language that the portal speaks. */
export function isLocale(value: unknown): value is Locale {
  return (locales as readonly unknown[]).includes(value);
}
