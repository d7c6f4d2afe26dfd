/** What one stretch of calls at one concurrency came to. */
export type Stretch = { latenciesMs: number[]; perSecond: number };

/**
 * Calls again and again, so many at once, until the time is over.
 * @param call resolves when its answer is complete; a rejection ends the measurement
 */
export async function measure(
  call: () => Promise<void>,
  concurrency: number,
  seconds: number,
): Promise<Stretch> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const caller = async () => {
    for (let at = performance.now(); at < endsAt; ) {
      await call();
      const after = performance.now();
      latenciesMs.push(after - at);
      at = after;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return { latenciesMs, perSecond: latenciesMs.length / ((performance.now() - startedAt) / 1000) };
}

/** The value below which a share of the values lies, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
