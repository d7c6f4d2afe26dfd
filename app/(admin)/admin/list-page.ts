import { redirect } from "next/navigation";
import { isAppError } from "#lib/errors.ts";
import { orNotFound } from "./admin-page.ts";

/** What a list's verb reads; a cursor that is none leads to the first page. */
export async function orFirstPage<Page>(
  path: string,
  query: Readonly<Record<string, string>>,
  read: () => Promise<Page>,
): Promise<Page> {
  try {
    return await orNotFound(read);
  } catch (error) {
    if (!isAppError(error) || error.code !== "cursor_malformed") throw error;
    const { cursor: _, ...rest } = query;
    const search = new URLSearchParams(rest).toString();
    redirect(search === "" ? path : `${path}?${search}`);
  }
}
