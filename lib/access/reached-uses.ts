import { endOf, type Grant, termsOf } from "./grants.ts";
import type { ReachedUse, ReachedUses } from "./reach-view.ts";
import type { Use } from "./record-issue.ts";

/**
 * What assignments in force come to together.
 * @param roleMaxSeconds the role's own maximum
 */
export function reachedUses(grants: readonly Grant[], roleMaxSeconds: number): ReachedUses {
  const end = endOf(grants);
  const use = (which: Use): ReachedUse | null => {
    const terms = termsOf(grants, which);
    if (!terms) return null;
    const seconds = Math.min(terms.maxDurationSeconds ?? roleMaxSeconds, roleMaxSeconds);
    const withReason = Math.min(
      termsOf(grants, which, true)?.maxDurationSeconds ?? roleMaxSeconds,
      roleMaxSeconds,
    );
    return {
      maxDurationSeconds: seconds,
      withReasonSeconds: withReason > seconds ? withReason : null,
      requiresReason: terms.requiresReason,
    };
  };
  return {
    console: use("console"),
    credentials: use("credentials"),
    endsAt: end === null ? null : new Date(end).toISOString(),
  };
}
