/** A page of a list. Cursors are opaque; a page that is the first or the last has none to that side. */
export type ListPage<Item> = {
  items: Item[];
  /** How many fit in all, 100,000 at most. */
  total: number;
  next: string | null;
  previous: string | null;
};
