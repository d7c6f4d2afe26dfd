/** Rows of one statement, so that nobody waits for it. */
export const piece = 500;

/**
 * Repeats a statement that takes a piece of the rows until it finds none.
 * @param stopping ends it before the next statement
 * @param purge one piece, in a transaction of its own; returns how many rows it took
 * @returns how many rows they took together
 */
export async function inPieces(
  stopping: AbortSignal | undefined,
  purge: () => Promise<number>,
): Promise<number> {
  let total = 0;
  while (!stopping?.aborted) {
    const count = await purge();
    total += count;
    // Another replica may have taken rows of this piece: only an empty one is the end.
    if (count === 0) break;
  }
  return total;
}
