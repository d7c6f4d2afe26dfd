export type RowHeights = { section: number; account: number; role: number };

/** Where each line begins, and after the last one where the list ends; in pixels from the list's top. */
export function lineOffsets(kinds: readonly (keyof RowHeights)[], heights: RowHeights): Float64Array {
  const offsets = new Float64Array(kinds.length + 1);
  kinds.forEach((kind, n) => {
    offsets[n + 1] = (offsets[n] ?? 0) + heights[kind];
  });
  return offsets;
}

/** The lines between two pixels, with some to spare on both sides: `[first, end)`. */
export function visibleRange(
  offsets: Float64Array,
  top: number,
  bottom: number,
  spare = 6,
): [number, number] {
  const count = offsets.length - 1;
  const first = Math.max(0, lastAtOrBefore(offsets, top) - spare);
  const end = Math.min(count, lastAtOrBefore(offsets, bottom) + 1 + spare);
  return [Math.min(first, count), Math.max(end, 0)];
}

function lastAtOrBefore(offsets: Float64Array, pixel: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= pixel) low = middle;
    else high = middle - 1;
  }
  return low;
}
