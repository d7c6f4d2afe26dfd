import { AppError } from "#lib/errors.ts";
import type { Use } from "./record-issue.ts";

/** What one assignment that reaches a role now gives a person there. */
export type Grant = {
  assignmentId: string;
  console: boolean;
  credentials: boolean;
  /** Null where the assignment sets no maximum of its own. */
  maxDurationSeconds: number | null;
  requiresReason: boolean;
  /** When the assignment ends, milliseconds since 1970, or null. */
  expiresAt: number | null;
};

/** What several assignments come to together, for one use. */
export type UseTerms = {
  /** The longest that an assignment allows; null where one sets no maximum. */
  maxDurationSeconds: number | null;
  /** Whether each assignment that gives the use asks for a reason. */
  requiresReason: boolean;
};

/**
 * The terms of one use: the most generous of the assignments that give it. Those that ask for a reason count only
 * where one is given, or where no other gives the use.
 * @returns null when none gives it
 */
export function termsOf(grants: readonly Grant[], use: Use, reasonGiven = false): UseTerms | null {
  const giving = grants.filter((grant) => grant[use]);
  if (giving.length === 0) return null;
  const free = giving.filter((grant) => !grant.requiresReason);
  const counted = reasonGiven || free.length === 0 ? giving : free;
  const seconds = counted.map((grant) => grant.maxDurationSeconds);
  const limited = seconds.filter((each) => each !== null);
  return {
    maxDurationSeconds: limited.length < seconds.length ? null : Math.max(...limited),
    requiresReason: free.length === 0,
  };
}

/**
 * The terms that a use is asked under.
 * @throws AppError `use_not_assigned`, `reason_required`
 */
export function requireTerms(grants: readonly Grant[], use: Use, reason: string | undefined): UseTerms {
  const terms = termsOf(grants, use, reason !== undefined);
  if (!terms)
    throw new AppError(
      "use_not_assigned",
      use === "console"
        ? "This role is assigned to you for credentials, not for the console."
        : "This role is assigned to you for the console, not for credentials.",
    );
  if (terms.requiresReason && reason === undefined)
    throw new AppError("reason_required", "This role asks for a reason. Say why you need it.");
  return terms;
}

/** When the last of the assignments ends, milliseconds since 1970; null while one does not. */
export function endOf(grants: readonly Grant[]): number | null {
  const ends = grants.map((grant) => grant.expiresAt);
  const known = ends.filter((end) => end !== null);
  return known.length < ends.length || known.length === 0 ? null : Math.max(...known);
}
