import { notFound } from "next/navigation";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { requireReader } from "#lib/auth/viewer.ts";
import { isAppError } from "#lib/errors.ts";
import { getTranslator } from "../../get-translator.ts";

/** Who looks at an administration page, its language, and whether they may change things. */
export async function adminPage() {
  const viewer = await pageViewer();
  await orNotFound(async () => requireReader(viewer));
  return { viewer, t: await getTranslator(), editable: viewer.portalRole === "owner" };
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
