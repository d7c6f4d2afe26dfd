const steps = [900, 1800, 3600, 7200, 14_400, 28_800, 43_200];

/** The session lengths to offer in seconds, up to a maximum that is always among them, and so is `chosen`. */
export function durationChoices(maxSeconds: number, chosen: number): number[] {
  const below = steps.filter((seconds) => seconds < maxSeconds);
  return [...new Set([...below, Math.min(chosen, maxSeconds), maxSeconds])].sort((a, b) => a - b);
}
