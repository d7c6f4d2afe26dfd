import { endOf, type Grant, termsOf } from "./grants.ts";
import type { ReachedUse, ReachedUses } from "./reach-view.ts";
import type { Use } from "./record-issue.ts";

/**
 * What assignments in force come to together.
 * @param roleMaxSeconds the role's own maximum
 */
export function reachedUses(grants: readonly Grant[], roleMaxSeconds: number): ReachedUses {
  const end = (some: readonly Grant[]) => {
    const at = endOf(some);
    return at === null ? null : new Date(at).toISOString();
  };
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
      endsAt: end(grants.filter((grant) => grant[which])),
    };
  };
  return {
    console: use("console"),
    credentials: use("credentials"),
    endsAt: end(grants),
  };
}
