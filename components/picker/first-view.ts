import { type PickerListView, unpackRoles } from "#lib/access/picker-list-view.ts";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { queryWords } from "./fold-text.ts";
import { recentRoles } from "./group-roles.ts";
import { indexRoles, searchRoles } from "./search-roles.ts";

/** Lists up to this long travel with the page. */
const wholeAtMost = 300;
const accountsAtFirst = 60;

/**
 * What a page shows of a list before the rest comes: the person's own entries, what they used last, the accounts that
 * stand first in their language's order, and the hits of a search that the address asks for.
 */
export function firstView(list: PickerListView, locale: string, query: string): PickerListView {
  if (list.roles.length <= wholeAtMost) return list;
  // Bookmarks and uses stand in what few roles have: the others need not be unpacked.
  const own = unpackRoles({ ...list, roles: list.roles.filter(([, , , , , , , , , , extras]) => extras) });
  const wanted = new Set<string>();
  const want = (some: readonly PickerRole[]) => {
    for (const role of some) wanted.add(role.id);
  };
  want(own.filter((role) => role.bookmark !== null));
  want(recentRoles(own));
  const words = queryWords(query);
  if (words.length > 0)
    want(searchRoles(indexRoles(unpackRoles(list)), words).best.slice(0, accountsAtFirst));
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const first = [...list.accounts.entries()]
    .sort(([, a], [, b]) => compare(a.name, b.name) || a.accountId.localeCompare(b.accountId, "en"))
    .slice(0, accountsAtFirst);
  const firstAccounts = new Set(first.map(([at]) => at));
  return keep(list, (packed) => wanted.has(packed[0]) || firstAccounts.has(packed[1]));
}

function keep(
  list: PickerListView,
  chosen: (packed: PickerListView["roles"][number]) => boolean,
): PickerListView {
  const kept = list.roles.filter(chosen);
  const places = new Map([...new Set(kept.map((packed) => packed[1]))].map((at, n) => [at, n]));
  return {
    ...list,
    complete: false,
    accounts: [...places.keys()].flatMap((at) => list.accounts[at] ?? []),
    roles: kept.map(([id, account, ...rest]) => [id, places.get(account) ?? -1, ...rest]),
  };
}
