import { cookies, headers } from "next/headers";
import { cache } from "react";
import { chooseLocale } from "#components/i18n/choose-locale.ts";
import type { Locale } from "#components/i18n/locales.ts";
import { localeCookie, themeCookie } from "#components/preferences/preference-cookies.ts";
import { themeAttribute } from "#components/preferences/theme.ts";
import { optionalPageViewer } from "#lib/auth/page-viewer.ts";

/** Language and theme of the page being rendered: the viewer's own, else this browser's. Asked once a request. */
export const requestPreferences = cache(
  async (): Promise<{ locale: Locale; theme: "light" | "dark" | undefined }> => {
    const [viewer, jar, sent] = await Promise.all([optionalPageViewer(), cookies(), headers()]);
    return {
      locale: chooseLocale({
        saved: viewer?.locale ?? null,
        cookie: jar.get(localeCookie)?.value,
        acceptLanguage: sent.get("accept-language"),
      }),
      theme: themeAttribute(viewer?.theme ?? null, jar.get(themeCookie)?.value),
    };
  },
);
