import { AppError } from "#lib/errors.ts";
import type { DurationLimit } from "./picker-role.ts";

/** STS: 15 minutes to 12 hours, https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const shortestSeconds = 900;
export const longestSeconds = 43_200;
const chainingSeconds = 3600;
const usualSeconds = 3600;

/** The longest role session that can be granted, and what caps it. */
export type DurationCap = { maxDurationSeconds: number; durationLimit: DurationLimit };

/**
 * The cap on a role session.
 * @param input.chained whether the portal's own identity is a role session
 */
export function capDuration(input: {
  roleMaxSeconds: number;
  assignmentMaxSeconds: number | null;
  chained: boolean;
}): DurationCap {
  let cap: DurationCap = { maxDurationSeconds: input.roleMaxSeconds, durationLimit: "role" };
  if (input.assignmentMaxSeconds !== null && input.assignmentMaxSeconds < cap.maxDurationSeconds)
    cap = { maxDurationSeconds: input.assignmentMaxSeconds, durationLimit: "assignment" };
  if (input.chained && chainingSeconds < cap.maxDurationSeconds)
    cap = { maxDurationSeconds: chainingSeconds, durationLimit: "chaining" };
  return cap;
}

/**
 * The seconds to ask STS for: what was asked, one hour by default, never above the cap.
 * @throws AppError `duration_out_of_range` outside of what STS takes at all
 */
export function planDuration(asked: number | undefined, cap: DurationCap): number {
  if (asked === undefined) return Math.min(usualSeconds, cap.maxDurationSeconds);
  if (!Number.isInteger(asked) || asked < shortestSeconds || asked > longestSeconds)
    throw new AppError(
      "duration_out_of_range",
      "A duration is a whole number of seconds from 900 (15 minutes) to 43200 (12 hours).",
      { details: { least: shortestSeconds, most: longestSeconds } },
    );
  return Math.min(asked, cap.maxDurationSeconds);
}
