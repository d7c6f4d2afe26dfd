import type { RequestContext } from "../policy/condition.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Credentials, issueCredentials, type Session } from "../session.ts";
import { accountIdOf, type WorldRole } from "../world.ts";
import { validationError } from "./aws-error.ts";
import type { SessionParameters } from "./session-parameters.ts";

const CHAINED_LIMIT_SECONDS = 3600;

/**
 * Opens the session once everybody has agreed. Throws ValidationError for a duration beyond the role's maximum,
 * or beyond the hour that a chained session lasts at most.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function openRoleSession(
  state: SandboxState,
  role: WorldRole,
  input: SessionParameters,
  origin: { parent: Session | undefined; chained: boolean },
  nowMs: number,
): Credentials {
  const seconds = input.durationSeconds ?? CHAINED_LIMIT_SECONDS;
  if (seconds > role.maxSessionDuration) {
    throw validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  if (origin.chained && seconds > CHAINED_LIMIT_SECONDS) {
    throw validationError(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  }
  const inherited = inheritedTags(origin.parent);
  const tags = { ...inherited, ...input.tags };
  const transitiveTagKeys = [...Object.keys(inherited), ...input.transitiveTagKeys];
  const sourceIdentity = input.sourceIdentity ?? origin.parent?.sourceIdentity;
  const issuedAt = Math.floor(nowMs / 1000);
  return issueCredentials(state, {
    principalArn: role.arn,
    sessionName: input.sessionName,
    issuedAt,
    expiresAt: issuedAt + seconds,
    chained: origin.chained,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(transitiveTagKeys.length === 0 ? {} : { transitiveTagKeys }),
    ...(input.policy === undefined ? {} : { policy: input.policy }),
    ...(input.policyArns.length === 0 ? {} : { policyArns: input.policyArns }),
  });
}

/** Tags that stay with every session of a chain. */
export function inheritedTags(parent: Session | undefined): Record<string, string> {
  const transitive = new Set((parent?.transitiveTagKeys ?? []).map((key) => key.toLowerCase()));
  return Object.fromEntries(
    Object.entries(parent?.tags ?? {}).filter(([key]) => transitive.has(key.toLowerCase())),
  );
}

/** The condition keys that a request to assume a role adds to the caller's. */
export function requestContext(input: SessionParameters, role: WorldRole | undefined): RequestContext {
  const context: RequestContext = {
    "sts:rolesessionname": [input.sessionName],
    "aws:resourceaccount": [accountIdOf(input.roleArn)],
  };
  if (input.durationSeconds !== undefined) context["sts:durationseconds"] = [String(input.durationSeconds)];
  if (input.sourceIdentity !== undefined) context["sts:sourceidentity"] = [input.sourceIdentity];
  if (input.transitiveTagKeys.length > 0) context["sts:transitivetagkeys"] = input.transitiveTagKeys;
  const tags = Object.entries(input.tags);
  if (tags.length > 0) context["aws:tagkeys"] = tags.map(([key]) => key);
  for (const [key, value] of tags) context[`aws:requesttag/${key.toLowerCase()}`] = [value];
  for (const [key, value] of Object.entries(role?.tags ?? {})) {
    context[`aws:resourcetag/${key.toLowerCase()}`] = [value];
    context[`iam:resourcetag/${key.toLowerCase()}`] = [value];
  }
  return context;
}
