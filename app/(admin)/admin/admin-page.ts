import { notFound } from "next/navigation";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { isManager, requireReader } from "#lib/auth/viewer.ts";
import { isAppError } from "#lib/errors.ts";
import { getTranslator } from "../../get-translator.ts";

/**
 * Who looks at an administration page, its language, and whether they may change things: the catalogue with groups,
 * people and assignments (`editable`), and what is for owners alone, such as sources (`ownsPortal`).
 */
export async function adminPage() {
  const viewer = await pageViewer();
  await orNotFound(async () => requireReader(viewer));
  const ownsPortal = viewer.portalRole === "owner";
  return { viewer, t: await getTranslator(), editable: isManager(viewer), ownsPortal };
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

/** What a page is given of its address. */
export type PageQuery = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The words of a page's address, each once; a repeated one counts by its first. */
export async function readQuery({ searchParams }: PageQuery): Promise<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(await searchParams)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) query[name] = first;
  }
  return query;
}
