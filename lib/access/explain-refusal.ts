import type { Viewer } from "#lib/auth/viewer.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import { type AppError, type ErrorCode, isAppError } from "#lib/errors.ts";
import { raiseMaximumCli } from "#lib/policies/aws-cli.ts";
import { explainTrust } from "#lib/policies/explain-trust.ts";
import { mendTrust } from "#lib/policies/mend-trust.ts";
import { openSource } from "#lib/sources/open-source.ts";
import { stepsOf } from "./assume-by-plan.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import { type Assumer, assumerArn, findTrustedPrincipal } from "./find-trusted-principal.ts";
import { foundMessage } from "./found-message.ts";
import { openDeadline } from "./issue-role-session.ts";
import { longestGranted } from "./longest-granted.ts";
import { lookAtRole } from "./look-at-role.ts";
import { mendOptions } from "./mend-options.ts";
import { refusalSide } from "./refusal-side.ts";
import type { RoleCheckView, SuggestedChange } from "./role-check-view.ts";
import { type RolePolicies, rolePolicies } from "./role-policies.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import {
  allowAssuming,
  changeOptions,
  changeTrust,
  createProvider,
  createRole,
  identityOf,
  tell,
} from "./suggest-changes.ts";
import { toSource } from "./to-source.ts";
import { toldChanges } from "./told-changes.ts";
import { codeOfFinding, trustAsked } from "./trust-asked.ts";
import { type Attempt, type CheckedRole, tryRole } from "./try-role.ts";

type Refused = Extract<Attempt, { ok: false }>;
type Finding = {
  code: ErrorCode;
  certainty: "seen" | "told" | "likely";
  changes: readonly (SuggestedChange | null)[];
};

/** Refusals in which AWS leaves open what exactly is missing on the role's side. */
const vague: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "aws_not_allowed",
  "aws_trust_policy_refused",
  "aws_source_identity_refused",
  "aws_tags_refused",
]);

const lookMs = 7000;

/**
 * Why a role could not be assumed: the side, and the smallest changes that would let it be. What AWS leaves open is
 * read from the role itself where something of its account can look, and otherwise found by asking for less.
 * @param role what was tried; null when it did not come to that
 */
export async function explainRefusal(
  viewer: Viewer,
  role: CheckedRole | null,
  refused: Refused,
): Promise<RoleCheckView> {
  const { error, step } = refused;
  const failed = role?.plan.roles[step];
  if (!role || !failed) return toView(error, null, null, toldChanges(error, null));
  // The chain as far as the role that refused, which is its last then.
  const plan: AssumptionPlan = { ...role.plan, roles: role.plan.roles.slice(0, step + 1) };
  const assumer = await findTrustedPrincipal(plan, failed).catch((thrown: unknown) => {
    if (isAppError(thrown)) return null;
    throw thrown;
  });
  const finding = assumer
    ? await find(viewer, { ...role, plan }, await caseOf(plan, { failed, assumer, error, whole: role }))
    : { code: error.code, certainty: "told" as const, changes: toldChanges(error, failed).changes };
  return toView(error, failed, assumer, finding);
}

type Case = {
  failed: RoleToAssume;
  assumer: Assumer;
  error: AppError;
  whole: CheckedRole;
  /** Both sides as they should be. */
  policies: RolePolicies;
};

async function caseOf(plan: AssumptionPlan, at: Omit<Case, "policies">): Promise<Case> {
  return { ...at, policies: await rolePolicies(plan, at.failed, at.assumer) };
}

async function find(viewer: Viewer, role: CheckedRole, at: Case): Promise<Finding> {
  const { failed, assumer, error, whole } = at;
  if (error.code === "aws_duration_refused" || error.code === "aws_chaining_limit")
    return tooLong(whole, failed, error);
  const deniedBy = error.details?.["deniedBy"];
  if (typeof deniedBy === "string" && ours.has(deniedBy)) return ourSide(at, deniedBy);
  if (error.code === "aws_web_identity_refused")
    return { code: error.code, certainty: "told", changes: [createProvider(failed, assumer)] };
  if (!vague.has(error.code)) return toldChanges(error, failed);
  return (await look(viewer, role, at)) ?? (await askForLess(role, at)) ?? likeliest(at);
}

/** Kinds of policy that stand on the side of who assumes the role. */
const ours = new Set(["identity", "boundary", "service_control", "session", "vpc_endpoint"]);

/** Only an identity policy that lacks something can be added to; every other one must give way. */
function ourSide(at: Case, deniedBy: string): Finding {
  const lacking = deniedBy === "identity" && at.error.details?.["explicit"] !== true;
  const allow = lacking ? allowAssuming(at.policies) : null;
  const changes = [allow ?? tell("identity_policy", "remove_denial")];
  return { code: "aws_identity_policy_refused", certainty: "told", changes };
}

/** The longest that AWS grants, found by asking. */
async function tooLong(role: CheckedRole, failed: RoleToAssume, error: AppError): Promise<Finding> {
  const granted = await longestGranted(role);
  const raise: SuggestedChange = {
    where: "role",
    arn: failed.arn,
    what: "raise_maximum",
    document: { MaxSessionDuration: role.durationSeconds },
    cli: raiseMaximumCli(identityOf(failed.arn), role.durationSeconds),
    roleId: null,
  };
  const lower = changeOptions(failed, "lower_maximum", { maxDurationSeconds: granted });
  const changes = error.code === "aws_chaining_limit" ? [lower] : [lower, raise];
  return { code: error.code, certainty: "seen", changes };
}

/** Reads the role's own trust policy, where something can. */
async function look(viewer: Viewer, role: CheckedRole, at: Case): Promise<Finding | null> {
  const { failed, assumer, policies } = at;
  const { deadline: tooLate, lift } = openDeadline(lookMs);
  const deadline = AbortSignal.any([tooLate, role.deadline]);
  try {
    const through = (roleArn: string) => void role.lookedThrough.push(roleArn);
    const seen = await lookAtRole(viewer, role.person, failed, await callerOf(role), deadline, through);
    if (seen.state === "unreadable") return null;
    if (seen.state === "missing")
      return {
        code: "aws_role_missing",
        certainty: "seen",
        changes: [createRole(failed, policies.trust, role.maxDurationSeconds), tell("portal", "remove_role")],
      };
    const finding = explainTrust(seen.trustPolicy, trustAsked(role, failed, assumer));
    if (finding.kind === "fits")
      return {
        code: "aws_identity_policy_refused",
        certainty: "likely",
        changes: [allowAssuming(policies)],
      };
    const here = mendOptions(finding, failed, assumer, role.plan);
    const there = changeTrust(failed, mendTrust(seen.trustPolicy, finding, policies.trust));
    // A denial or a foreign condition is for the role's owner; a value that fits one is smaller to change here.
    const changes = here?.smaller ? [here.change, there] : [there, here?.change ?? null];
    return { code: codeOfFinding(finding, role), certainty: "seen", changes };
  } catch (error) {
    if (isAppError(error) && error.code === "aws_timeout") return null;
    throw error;
  } finally {
    lift();
  }
}

/** Leaves out what the trust policy may not allow, one thing at a time. */
async function askForLess(role: CheckedRole, { failed, policies }: Case): Promise<Finding | null> {
  const without = (change: Partial<RoleToAssume>): CheckedRole => ({
    ...role,
    plan: { ...role.plan, roles: role.plan.roles.map((each) => ({ ...each, ...change })) },
  });
  const sends = stepsOf(role.plan.roles, role.person).at(-1);
  const trust = changeTrust(failed, policies.trust);
  if (sends?.sourceIdentity && (await tryRole(without({ sourceIdentity: false }))).ok)
    return {
      code: "aws_source_identity_refused",
      certainty: "seen",
      changes: [trust, changeOptions(failed, "leave_out_source_identity", { sourceIdentity: false })],
    };
  if (sends && sends.tags.length > 0) {
    const leaveOut = changeOptions(failed, "leave_out_tags", { tagsSent: false });
    if ((await tryRole(without({ tagsSent: false }))).ok)
      return { code: "aws_tags_refused", certainty: "seen", changes: [trust, leaveOut] };
    if (sends.sourceIdentity && (await tryRole(without({ tagsSent: false, sourceIdentity: false }))).ok)
      return {
        code: "aws_tags_refused",
        certainty: "seen",
        changes: [trust, changeOptions(failed, "leave_out_both", { tagsSent: false, sourceIdentity: false })],
      };
  }
  return null;
}

/** AWS says no more, and nothing can look: both sides as they should be, the role's first. */
function likeliest({ failed, error, policies }: Case): Finding {
  const told = error.code === "aws_trust_policy_refused";
  const allow = told ? null : allowAssuming(policies);
  return {
    code: error.code,
    certainty: told ? "told" : "likely",
    changes: [changeTrust(failed, policies.trust), allow],
  };
}

/** The credentials that ask for the role, where they are AWS's. */
async function callerOf(role: CheckedRole): Promise<AwsSource | null> {
  const { plan, mfaSession } = role;
  if (plan.roles.length === 1)
    return plan.source.kind === "web_identity" ? null : (mfaSession ?? openSource(plan.source));
  const before = await tryRole({
    ...role,
    plan: { ...plan, roles: plan.roles.slice(0, -1) },
    policies: { policy: null, policyArns: [] },
    durationSeconds: 900,
  });
  return before.ok ? toSource(before.session) : null;
}

function toView(
  error: AppError,
  failed: RoleToAssume | null,
  assumer: Assumer | null,
  finding: Finding,
): RoleCheckView {
  const roleArn = failed?.arn ?? null;
  const identityArn = assumer && assumerArn(assumer);
  return {
    ok: false,
    code: finding.code,
    side: refusalSide(finding.code) ?? "role",
    message: foundMessage(finding.code, error, roleArn ?? "", identityArn ?? ""),
    details: {
      roleArn: roleArn ?? "",
      principal: identityArn ?? "",
      action: "sts:AssumeRole",
      ...error.details,
    },
    roleArn,
    identityArn,
    certainty: finding.certainty,
    changes: finding.changes.filter((change) => change !== null),
  };
}
