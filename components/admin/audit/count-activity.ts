export const outcomes = ["done", "refused", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

export type ActivityUnit = "hour" | "day" | "month";
export type ActivityBar = { start: string; counts: Record<Outcome, number>; total: number };
export type Activity = {
  unit: ActivityUnit;
  /** The oldest first, without gaps. */
  bars: ActivityBar[];
  totals: Record<Outcome, number>;
  /** Of the highest bar. */
  most: number;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// So that a quiet log is a few bars at the right, not one slab.
const leastBars: Record<ActivityUnit, number> = { hour: 24, day: 28, month: 12 };

/** Counts events by outcome in hours, days or months of UTC, whichever suits their span; null for none. */
export function countActivity(events: readonly { at: string; outcome: string }[]): Activity | null {
  const times = events.map(({ at }) => Date.parse(at));
  if (times.length === 0) return null;
  const first = Math.min(...times);
  const last = Math.max(...times);
  const unit = last - first <= 2 * dayMs ? "hour" : last - first <= 120 * dayMs ? "day" : "month";
  const bars: ActivityBar[] = [];
  const byStart = new Map<number, ActivityBar>();
  const begin = startOf(unit, first);
  for (
    let at = startOf(unit, last);
    at >= begin || bars.length < leastBars[unit];
    at = startOf(unit, at - 1)
  ) {
    const bar = { start: new Date(at).toISOString(), counts: zero(), total: 0 };
    bars.unshift(bar);
    byStart.set(at, bar);
  }
  const totals = zero();
  for (const { at, outcome } of events) {
    const bar = byStart.get(startOf(unit, Date.parse(at)));
    const known = outcomes.find((each) => each === outcome);
    if (bar === undefined || known === undefined) continue;
    bar.counts[known] += 1;
    bar.total += 1;
    totals[known] += 1;
  }
  return { unit, bars, totals, most: Math.max(...bars.map(({ total }) => total)) };
}

function startOf(unit: ActivityUnit, at: number): number {
  switch (unit) {
    case "hour":
      return Math.floor(at / hourMs) * hourMs;
    case "day":
      return Math.floor(at / dayMs) * dayMs;
    case "month": {
      const date = new Date(at);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    }
    default:
      return unit satisfies never;
  }
}

function zero(): Record<Outcome, number> {
  return { done: 0, refused: 0, failed: 0 };
}
