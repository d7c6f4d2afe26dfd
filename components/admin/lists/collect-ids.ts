import { type ApiFailure, callApi } from "#components/api-client.ts";
import { type ListAddress, listHref } from "./list-href.ts";

/** As many as one bulk change takes. */
export const mostSelected = 1000;

/**
 * The ids of everything that fits a list's filters, page after page, as far as one bulk change takes them.
 * @param name what the API calls the rows
 */
export async function collectIds(
  api: string,
  name: string,
  { sort: _, ...query }: ListAddress,
): Promise<{ ok: true; ids: string[] } | ApiFailure> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const href = listHref(api, query, { limit: "200", cursor });
    const page: Awaited<ReturnType<typeof callApi<Page>>> = await callApi<Page>("GET", href);
    if (!page.ok) return page;
    const rows = page.data[name];
    if (Array.isArray(rows)) ids.push(...rows.map((row) => row.id));
    cursor = page.data.next;
  } while (cursor !== null && ids.length < mostSelected);
  return { ok: true, ids: ids.slice(0, mostSelected) };
}

type Page = { next: string | null } & Record<string, { id: string }[] | string | number | null>;
