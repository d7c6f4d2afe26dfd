/**
 * A selection after a row's box was pressed; with an anchor, every row between the two becomes as this one.
 * @param ids the rows in the order shown
 */
export function selectRange(
  ids: readonly string[],
  selected: ReadonlySet<string>,
  pressed: string,
  anchor: string | null,
): ReadonlySet<string> {
  const on = !selected.has(pressed);
  const from = anchor === null ? -1 : ids.indexOf(anchor);
  const to = ids.indexOf(pressed);
  const touched = from < 0 || to < 0 ? [pressed] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  const next = new Set(selected);
  for (const id of touched) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}
