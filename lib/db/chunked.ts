/** A list in parts of at most so many: SQLite takes 32,766 values a statement, and 999 where it orders the rows. */
export function chunked<T>(items: readonly T[], most: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += most) chunks.push(items.slice(at, at + most));
  return chunks;
}
