import { type ListAddress, listHref } from "#components/admin/lists/list-href.ts";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import type { PersonListItem } from "#lib/people/person-list-view.ts";

/** Everybody of a list who was selected, from whatever page, as they are now. */
export async function readPeople(
  { sort: _, ...query }: ListAddress,
  ids: ReadonlySet<string>,
): Promise<{ ok: true; data: PersonListItem[] } | ApiFailure> {
  const found: PersonListItem[] = [];
  let cursor: string | null = null;
  do {
    const href = listHref("/api/people", query, { limit: "200", cursor });
    const page: Awaited<ReturnType<typeof callApi<Page>>> = await callApi<Page>("GET", href);
    if (!page.ok) return page;
    found.push(...page.data.people.filter(({ id }) => ids.has(id)));
    cursor = page.data.next;
  } while (cursor !== null && found.length < ids.size);
  return { ok: true, data: found };
}

type Page = { people: PersonListItem[]; next: string | null };
