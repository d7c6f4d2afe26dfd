import { isDenied } from "./translate-list-error.ts";

/** What became of facts that a listing can do without: all read, refused by AWS, or not all read in time. */
export type ExtrasRead = "complete" | "denied" | "incomplete";

/**
 * Reads facts that a listing can do without, one for each item, until AWS refuses one, throttles beyond patience or
 * the time is over: whatever fails then, the listing itself stands.
 * @param gate bounds how many are asked at once
 */
export async function readExtras<T>(
  items: readonly T[],
  gate: <R>(work: () => Promise<R>) => Promise<R>,
  deadline: AbortSignal,
  read: (item: T) => Promise<void>,
): Promise<{ state: ExtrasRead; error?: unknown }> {
  let failed: { error: unknown } | undefined;
  const readOne = async (item: T) => {
    if (failed || deadline.aborted) return;
    try {
      await read(item);
    } catch (error) {
      // Gone since it was listed.
      if (!(error instanceof Error && /NotFound|NoSuchEntity/.test(error.name))) failed ??= { error };
    }
  };
  await Promise.all(items.map((item) => gate(() => readOne(item))));
  if (failed) return { state: isDenied(failed.error) ? "denied" : "incomplete", error: failed.error };
  return { state: deadline.aborted ? "incomplete" : "complete" };
}
