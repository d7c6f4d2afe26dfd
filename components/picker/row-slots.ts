/** Which element of the page shows which row: numbers by the rows' keys. */
export type RowSlots = { slots: ReadonlyMap<string, number>; next: number };

export const noSlots: RowSlots = { slots: new Map(), next: 0 };

/**
 * Gives each row a slot. A row that stays keeps its own. After another search (`reuse`) new rows take over, in order, the
 * elements of those that went: filling an element anew costs a fraction of making one. Otherwise they get new ones, so
 * that focus and an open menu never come to belong to another role.
 */
export function assignSlots(before: RowSlots, keys: readonly string[], reuse: boolean): RowSlots {
  const wanted = new Set(keys);
  const free = reuse ? [...before.slots].filter(([key]) => !wanted.has(key)).map(([, slot]) => slot) : [];
  let taken = 0;
  let next = before.next;
  const slots = new Map<string, number>();
  for (const key of keys) {
    const kept = before.slots.get(key) ?? free[taken];
    if (!before.slots.has(key) && kept !== undefined) taken += 1;
    slots.set(key, kept ?? next);
    if (kept === undefined) next += 1;
  }
  return { slots, next };
}
