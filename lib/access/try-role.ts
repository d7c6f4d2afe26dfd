import type { AwsSource } from "#lib/aws/aws-source.ts";
import { type AppError, isAppError } from "#lib/errors.ts";
import { assumeByPlan, type Person, type PlannedSession } from "./assume-by-plan.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import { openDeadline } from "./issue-role-session.ts";
import type { SessionPolicies } from "./session-policy.ts";

/** A role as a check asks for it, and each way to ask for less of it. */
export type CheckedRole = {
  plan: AssumptionPlan;
  person: Person;
  mfaSession: AwsSource | null;
  policies: SessionPolicies;
  durationSeconds: number;
  maxDurationSeconds: number;
  /** Of the whole check, over all its attempts. */
  deadline: AbortSignal;
  /** Takes the ARN of each other role that the failing one is looked at through. */
  lookedThrough: string[];
};

/** A refusal names the place in the chain of the role that was refused. */
export type Attempt = { ok: true; session: PlannedSession } | { ok: false; error: AppError; step: number };

/** Assumes the role once, as a whole, within an issue's time and the check's. */
export async function tryRole(role: CheckedRole): Promise<Attempt> {
  const { plan, person, mfaSession, policies, durationSeconds } = role;
  const { deadline, lift } = openDeadline();
  let step = 0;
  const onStep = (index: number) => {
    step = index;
  };
  try {
    const earlier = AbortSignal.any([deadline, role.deadline]);
    const asked = { ...policies, person, durationSeconds, mfaSession, deadline: earlier, onStep };
    return { ok: true, session: await assumeByPlan(plan, asked) };
  } catch (error) {
    return { ok: false, error: expected(error), step };
  } finally {
    lift();
  }
}

/** An expected refusal; anything else is a failure of ours and goes on. */
export function expected(error: unknown): AppError {
  if (isAppError(error)) return error;
  throw error;
}
