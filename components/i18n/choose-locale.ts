import { isLocale, type Locale } from "./locales.ts";

/** The viewer's saved language, else the browser's cookie, else the best of Accept-Language, else English. */
export function chooseLocale(input: {
  saved: Locale | null;
  cookie: string | undefined;
  acceptLanguage: string | null;
}): Locale {
  if (input.saved !== null) return input.saved;
  if (isLocale(input.cookie)) return input.cookie;
  return preferred(input.acceptLanguage ?? "");
}

function preferred(acceptLanguage: string): Locale {
  const ranked = acceptLanguage
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { language: range.split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of ranked) if (isLocale(language)) return language;
  return "en";
}
