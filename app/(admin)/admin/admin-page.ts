import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { chooseLocale } from "#components/i18n/choose-locale.ts";
import { translatorFor } from "#components/i18n/translator.ts";
import { localeCookie } from "#components/preferences/preference-cookies.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { requireReader } from "#lib/auth/viewer.ts";
import { isAppError } from "#lib/errors.ts";

/** Who looks at an administration page, in which language, and whether they may change things. */
export async function adminPage() {
  const viewer = await pageViewer();
  await orNotFound(async () => requireReader(viewer));
  const locale = chooseLocale({
    saved: viewer.locale,
    cookie: (await cookies()).get(localeCookie)?.value,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  return { viewer, locale, t: translatorFor(locale), editable: viewer.portalRole === "owner" };
}

/** What a verb reads; where it says `not_allowed`, the page that does not exist. */
export async function orNotFound<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (isAppError(error) && error.code === "not_allowed") notFound();
    throw error;
  }
}

/** The words of a page's address, each once; a repeated one counts by its first. */
export async function readQuery(
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(await searchParams)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) query[name] = first;
  }
  return query;
}
