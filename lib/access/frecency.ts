const halfLifeMs = 7 * 24 * 3600 * 1000;

/** A use score as of a later moment: it halves every seven days. */
export function decayedScore(score: number, asOf: Date | null, at: Date): number {
  if (asOf === null) return 0;
  return score * 2 ** (-Math.max(0, at.getTime() - asOf.getTime()) / halfLifeMs);
}
