import { checkDuration } from "#lib/catalogue/check-duration.ts";
import type { DurationLimit } from "./picker-role.ts";

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
  checkDuration(asked);
  return Math.min(asked, cap.maxDurationSeconds);
}
