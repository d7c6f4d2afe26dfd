import { countAttempt } from "#lib/auth/attempts.ts";
import { requireFreshSecondFactor } from "#lib/auth/second-factor/require-fresh-second-factor.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { env, hasLocalAws } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { type AssumptionPlan, planAssumption, type RootSource } from "./assumption-plan.ts";
import { type AssignedRole, findAssignedRole } from "./find-assigned-role.ts";
import { requireTerms } from "./grants.ts";
import { type MfaGiven, unsupported, wantsMfa } from "./mfa-session.ts";
import { capDuration, type DurationCap, planDuration } from "./plan-duration.ts";
import { type PlannedMfa, planMfa } from "./plan-mfa.ts";
import { recordIssue, type Use } from "./record-issue.ts";
import { bindableAddress, type SessionPolicies, sessionPolicies } from "./session-policy.ts";
import { knownChaining } from "./source-chaining.ts";

/** What is asked of one role, checked against the role by `prepare`. */
export type IssueAsked<P> = {
  use: Use;
  roleId: string;
  durationSeconds: number | undefined;
  /** Whether the session may only read. */
  readOnly: boolean;
  /** Whether the session works from the asker's address only, also where the role does not demand it. */
  bindAddress: boolean;
  mfa: MfaGiven;
  /** Why the session is wanted, where the person said so. */
  reason: string | undefined;
  /** Checks the rest of the input against the role before anything is recorded or asked of AWS. */
  prepare: (role: AssignedRole) => P;
};

/** An issue that was authorized and recorded as requested: all that AWS is to be asked. */
export type PreparedIssue<P> = {
  role: AssignedRole;
  plan: AssumptionPlan;
  prepared: P;
  cap: DurationCap;
  durationSeconds: number;
  policies: SessionPolicies;
  readOnly: boolean;
  /** The address that the session is bound to, or null. */
  boundTo: string | null;
  mfa: PlannedMfa;
};

/** Thrown when a source must be asked who it is before anything can be planned; a transaction cannot do that. */
export class SourceUnknown extends Error {
  readonly source: RootSource;

  constructor(source: RootSource) {
    super(`whether ${source.id} is a role session is not known`);
    this.source = source;
  }
}

/**
 * The first phase of an issue, in a transaction: checks assignment, second factors, duration and policies, counts the
 * rate, and records `role.assume.requested`.
 * @param seen is told the role as soon as it is found, so that a refusal can name it
 * @throws SourceUnknown, and AppError `role_not_assigned`, `use_not_assigned`, `reason_required`,
 *   `duration_out_of_range`,
 *   `issue_limit_reached`, `second_factor_…`, `mfa_…`, `source_…`, `read_only_unavailable`, `address_not_bindable`
 */
export async function prepareIssue<P>(
  tx: Tx,
  viewer: Viewer,
  asked: IssueAsked<P>,
  seen: (role: AssignedRole) => void,
): Promise<PreparedIssue<P>> {
  const role = await authorizeUse(tx, viewer, asked);
  seen(role);
  const plan = await planAssumption(tx, role);
  const rootChaining = knownChaining(plan.source);
  const mfaWanted = wantsMfa(plan);
  if (rootChaining === undefined && (plan.roles.length === 1 || mfaWanted))
    throw new SourceUnknown(plan.source);
  if (role.requiresSecondFactor) await requireFreshSecondFactor(tx, viewer);
  if (mfaWanted && rootChaining) throw unsupported();
  const mfa = await planMfa(tx, viewer, plan, asked.mfa);
  const { roleMaxSeconds, refusedSeconds } = role;
  const assignmentMaxSeconds = requireTerms(role.grants, asked.use, asked.reason).maxDurationSeconds;
  const chained = plan.roles.length > 1 || rootChaining === true;
  const cap = capDuration({ roleMaxSeconds, assignmentMaxSeconds, refusedSeconds, chained });
  const durationSeconds = planDuration(asked.durationSeconds, cap);
  const boundTo =
    asked.bindAddress || role.bindAddress ? bindableAddress(viewer.address, hasLocalAws()) : null;
  const policies = sessionPolicies(role, { readOnly: asked.readOnly, address: boundTo });
  const prepared = asked.prepare(role);
  await countIssue(tx, viewer);
  recordIssue(tx, viewer, role, "role.assume.requested", "done", {
    use: asked.use,
    durationSeconds,
    ...(asked.readOnly && { readOnly: true }),
    ...(boundTo !== null && { boundTo }),
    ...(asked.reason !== undefined && { reason: asked.reason }),
  });
  return {
    role,
    plan,
    prepared,
    cap,
    durationSeconds,
    policies,
    readOnly: asked.readOnly,
    boundTo,
    mfa,
  };
}

/** @throws AppError `role_not_assigned`, `use_not_assigned`, `reason_required` */
export async function authorizeUse(
  tx: Tx,
  viewer: Viewer,
  asked: { use: Use; roleId: string; reason: string | undefined },
): Promise<AssignedRole> {
  const role = await findAssignedRole(tx, viewer, asked.roleId);
  if (!role) throw new AppError("role_not_assigned", "There is no such role, or it is not assigned to you.");
  requireTerms(role.grants, asked.use, asked.reason);
  return role;
}

/**
 * Counts one role session of a person's, kept or not.
 * @throws AppError `issue_limit_reached`
 */
export async function countIssue(tx: Tx, viewer: Viewer): Promise<void> {
  const limit = { name: "issue", most: env().GENKAN_ISSUES_PER_MINUTE, windowSeconds: 60 };
  if (await countAttempt(tx, limit, viewer.personId)) return;
  throw new AppError(
    "issue_limit_reached",
    `You asked for more than ${limit.most} role sessions within a minute. Wait a little.`,
    { details: { most: limit.most } },
  );
}
