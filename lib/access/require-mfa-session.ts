import type { Viewer } from "#lib/auth/viewer.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import { db } from "#lib/db/client.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import { findMfaSession, type MfaGiven, openMfaSession, requireMfaCode, wantsMfa } from "./mfa-session.ts";

/**
 * The viewer's own MFA session where a plan wants one: by the code that is given, else by an earlier one. For tests
 * and checks; issuing does the same within its two phases.
 * @returns null where the plan wants none
 * @throws AppError `mfa_…`, and AWS's no as `aws_…`
 */
export async function requireMfaSession(
  viewer: Viewer,
  plan: AssumptionPlan,
  given: MfaGiven,
  deadline: AbortSignal,
): Promise<AwsSource | null> {
  if (!wantsMfa(plan)) return null;
  const state = await findMfaSession(db(), viewer, plan.source);
  if (state.session && given.code === undefined) return state.session;
  return openMfaSession(viewer, plan, { ...requireMfaCode(plan, state, given), deadline });
}
