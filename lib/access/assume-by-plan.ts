import { assumeRole, type RoleSession } from "#lib/aws/assume-role.ts";
import { assumeRoleWithWebIdentity } from "#lib/aws/assume-role-with-web-identity.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import { env } from "#lib/env.ts";
import { AppError, type ErrorCode, type ErrorDetails } from "#lib/errors.ts";
import { signIdentityToken } from "#lib/issuer/sign-identity-token.ts";
import { renderSessionName } from "#lib/policies/session-name.ts";
import { type RenderedTag, renderSessionTags } from "#lib/policies/session-tags.ts";
import { openSource } from "#lib/sources/open-source.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import { toSource } from "./to-source.ts";

/** Who a role session is for. */
export type Person = {
  id: string;
  name: string;
  email: string;
  /** RoleSessionName and SourceIdentity in AWS. */
  sessionName: string;
  groups: readonly string[];
};

export type AssumeAsked = {
  person: Person;
  durationSeconds: number;
  policy: string | null;
  policyArns: readonly string[];
  /** The person's own session of the source's user, where the plan needs MFA. */
  mfaSession: AwsSource | null;
  deadline: AbortSignal;
  /** Told the place of each role in the chain before it is assumed. */
  onStep?: (index: number) => void;
};

/** A role session with what STS was told for it. */
export type PlannedSession = RoleSession & {
  sessionName: string;
  sourceIdentity: string | null;
  tagKeys: readonly string[];
};

/** Sessions on the way live as short as STS allows: they only carry one person to the next role. */
const secondsOnTheWay = 900;

/**
 * Assumes the roles of a plan one after another, each with the person's own session name, SourceIdentity and tags.
 * Nothing of it is remembered: no session is ever shared between people.
 * @throws AppError AWS's no as `aws_…`, `portal_busy`, `session_name_too_long`, `tag_value_too_long`,
 *   `sealed_secret_unreadable`
 */
export async function assumeByPlan(plan: AssumptionPlan, asked: AssumeAsked): Promise<PlannedSession> {
  // Everything is rendered first: what cannot be said is refused before AWS is asked for any of it.
  const steps = stepsOf(plan.roles, asked.person);
  let session: PlannedSession | null = null;
  for (const [index, step] of steps.entries()) {
    asked.onStep?.(index);
    const last = index === steps.length - 1;
    const common = {
      roleArn: step.role.arn,
      partition: step.role.partition,
      accountId: step.role.accountId,
      sessionName: step.sessionName,
      durationSeconds: last ? asked.durationSeconds : secondsOnTheWay,
      policy: last ? asked.policy : null,
      policyArns: last ? asked.policyArns : [],
      deadline: asked.deadline,
    };
    const { sessionName, sourceIdentity, tags } = step;
    const made: RoleSession =
      session === null && plan.source.kind === "web_identity"
        ? await assumeRoleWithWebIdentity({ ...common, ...(await identityToken(plan, asked.person, step)) })
        : await assumeRole({
            ...common,
            source: session === null ? (asked.mfaSession ?? openSource(plan.source)) : toSource(session),
            externalId: step.role.externalId,
            sourceIdentity,
            tags,
          });
    session = { ...made, sessionName, sourceIdentity, tagKeys: tags.map((tag) => tag.key) };
  }
  if (session === null) throw new Error("a plan has at least one role");
  return session;
}

/** One role of a chain with what STS is told for a person. */
export type Step = {
  role: RoleToAssume;
  sessionName: string;
  sourceIdentity: string | null;
  tags: readonly RenderedTag[];
};

/**
 * A SourceIdentity and transitive tags stay with every later session of a chain, so they are set only where every
 * later role can take them, and a tag that is carried along is not set again.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
export function stepsOf(roles: readonly RoleToAssume[], person: Person): Step[] {
  const carried = new Set<string>();
  return roles.map((role, index) => {
    const rest = roles.slice(index);
    const carries = rest.every((later) => later.tagsSent);
    const rendered = role.tagsSent ? requireOk(renderSessionTags(role.sessionTags, person)).tags : [];
    const tags = rendered
      .filter((tag) => !carried.has(tag.key.toLowerCase()))
      .map((tag) => ({ ...tag, transitive: tag.transitive && carries }));
    for (const tag of tags) if (tag.transitive) carried.add(tag.key.toLowerCase());
    return {
      role,
      sessionName: requireOk(renderSessionName(role.sessionName, person)).sessionName,
      sourceIdentity: rest.every((later) => later.sourceIdentity) ? person.sessionName : null,
      tags,
    };
  });
}

async function identityToken({ source }: AssumptionPlan, person: Person, step: Step) {
  const issuer = source.issuer ?? env().GENKAN_URL;
  const token = await signIdentityToken({
    person,
    issuer,
    audience: source.audience ?? "sts.amazonaws.com",
    algorithm: source.algorithm ?? "RS256",
    tags: step.tags,
    sourceIdentity: step.sourceIdentity,
  });
  return { token, issuer };
}

type Refusal = { ok: false; code: ErrorCode; message: string; details?: ErrorDetails };

function requireOk<R extends { ok: true } | Refusal>(result: R): Extract<R, { ok: true }> {
  if (!result.ok)
    throw new AppError(result.code, result.message, result.details ? { details: result.details } : {});
  // What is not a refusal is the other member of the union.
  return result as Extract<R, { ok: true }>;
}
