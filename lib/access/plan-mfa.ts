import type { Viewer } from "#lib/auth/viewer.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import type { Tx } from "#lib/db/client.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import { findMfaSession, type MfaGiven, openMfaSession, requireMfaCode, wantsMfa } from "./mfa-session.ts";

/** How a plan gets its MFA: by an earlier session of the person's, by a code, or not at all. */
export type PlannedMfa = { session: AwsSource } | { code: string; serialNumber: string } | null;

/**
 * What there is of the viewer's MFA for a plan, before AWS is asked. A code that is given is always used, so that a
 * wrong one never passes unnoticed.
 * @throws AppError `mfa_…`, `sealed_secret_unreadable`
 */
export async function planMfa(
  tx: Tx,
  viewer: Viewer,
  plan: AssumptionPlan,
  given: MfaGiven,
): Promise<PlannedMfa> {
  if (!wantsMfa(plan)) return null;
  const state = await findMfaSession(tx, viewer, plan.source);
  if (state.session && given.code === undefined) return { session: state.session };
  return requireMfaCode(plan, state, given);
}

/**
 * The session that was planned. With a code this asks AWS, so it stands outside of transactions.
 * @throws AppError those of `openMfaSession`
 */
export async function openPlannedMfa(
  viewer: Viewer,
  plan: AssumptionPlan,
  planned: PlannedMfa,
  deadline: AbortSignal,
): Promise<AwsSource | null> {
  if (planned === null) return null;
  if ("session" in planned) return planned.session;
  return openMfaSession(viewer, plan, { ...planned, deadline });
}
