/** What an address says about a list: words, sort, filters and the place in it. */
export type ListAddress = Readonly<Record<string, string>>;

/**
 * The address of a list after a change; null takes a part away. Whatever changes but the place itself leads to the
 * first page.
 */
export function listHref(
  path: string,
  query: ListAddress,
  change: Readonly<Record<string, string | null>>,
): string {
  const { cursor: _, ...rest } = query;
  const said = Object.entries({ ...rest, ...change }).flatMap(([name, value]) =>
    value === null || value === "" ? [] : [[name, value]],
  );
  const search = new URLSearchParams(said).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** How a list is sorted by a column now, and where pressing its heading leads: turned round, or begun. */
export function sortBy(path: string, query: ListAddress, name: string, first: string) {
  const sort = query["sort"] ?? first;
  const direction =
    sort === name ? ("ascending" as const) : sort === `-${name}` ? ("descending" as const) : null;
  return { href: listHref(path, query, { sort: direction === "ascending" ? `-${name}` : name }), direction };
}
