import { checkDuration } from "#lib/catalogue/check-duration.ts";
import type { DurationLimit } from "./picker-role.ts";

const chainingSeconds = 3600;
const usualSeconds = 3600;

/** Every role grants an hour: the least that its maximum in AWS can be set to. */
export const alwaysGrantedSeconds = 3600;

/** The longest role session that can be granted, and what caps it. */
export type DurationCap = { maxDurationSeconds: number; durationLimit: DurationLimit };

/**
 * The cap on a role session.
 * @param input.chained whether the role is assumed by a role session: one of a chain, or the portal's own
 * @param input.refusedSeconds the shortest duration that AWS has refused for the role through its source, or null
 */
export function capDuration(input: {
  roleMaxSeconds: number;
  assignmentMaxSeconds: number | null;
  refusedSeconds: number | null;
  chained: boolean;
}): DurationCap {
  let cap: DurationCap = { maxDurationSeconds: input.roleMaxSeconds, durationLimit: "role" };
  const lower = (seconds: number, durationLimit: DurationLimit) => {
    if (seconds < cap.maxDurationSeconds) cap = { maxDurationSeconds: seconds, durationLimit };
  };
  if (input.assignmentMaxSeconds !== null) lower(input.assignmentMaxSeconds, "assignment");
  if (input.refusedSeconds !== null && input.refusedSeconds <= cap.maxDurationSeconds)
    lower(alwaysGrantedSeconds, "refused");
  if (input.chained) lower(chainingSeconds, "chaining");
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
