import type { ErrorCode, ErrorDetails } from "#lib/errors.ts";

export type Told = { code: ErrorCode; message: string; details?: ErrorDetails };

/** What was asked for, where an error of AWS's does not say it. */
export type AwsErrorContext = {
  /** The role that was asked for: in a chain, the one of that hop. */
  roleArn?: string;
  /** The MFA device whose code was sent. */
  serialNumber?: string;
  /** Who signed the identity token that was sent. */
  issuer?: string;
};

/** Whose policy AWS says it was; `unknown` where it does not say, as for a role of another account. */
type DeniedBy =
  | "identity"
  | "boundary"
  | "service_control"
  | "session"
  | "vpc_endpoint"
  | "trust"
  | "resource_control"
  | "unknown";

const denial =
  /^User: (?<principal>\S{1,2048}) is not authorized to perform: (?<action>[\w-]+:\w+)(?: on resource: (?<resource>\S{1,2048}))?/;

/** A web identity is no user: AWS names the action only. */
const webIdentityDenial = /^Not authorized to perform (?<action>[\w-]+:\w+)/;

/**
 * AccessDenied by its fixed words. Details: `roleArn`, `principal`, `action`, `deniedBy`, the kind of policy, and whether it is
 * an `explicit` deny instead of nothing that allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function tellDenial(message: string, context: AwsErrorContext): Told {
  const special = tellSpecial(message, context);
  if (special) return special;
  const found = (denial.exec(message) ?? webIdentityDenial.exec(message))?.groups ?? {};
  const action = found["action"] ?? "sts:AssumeRole";
  const roleArn = context.roleArn ?? found["resource"] ?? "";
  const principal = found["principal"] ?? context.issuer ?? "";
  const deniedBy = deniedByOf(message, context);
  const explicit = /explicit deny/i.test(message);
  const details = { roleArn, principal, action, deniedBy, explicit };
  const who = principal === "" ? "the portal's identity" : principal;
  // Whatever policy it is, a role can go without tags or SourceIdentity.
  if (action === "sts:TagSession")
    return {
      code: "aws_tags_refused",
      message: `${sideOf(deniedBy, roleArn, who)} must also allow sts:TagSession${forWhom(deniedBy, roleArn, who)}.`,
      details,
    };
  if (action === "sts:SetSourceIdentity")
    return {
      code: "aws_source_identity_refused",
      message: `${sideOf(deniedBy, roleArn, who)} must also allow sts:SetSourceIdentity${forWhom(deniedBy, roleArn, who)}.`,
      details,
    };
  switch (deniedBy) {
    case "identity":
    case "boundary":
    case "service_control":
    case "session":
    case "vpc_endpoint":
      return {
        code: "aws_identity_policy_refused",
        message: `Our side refuses: ${sideOf(deniedBy, roleArn, who)} must allow ${action} on ${roleArn}.`,
        details,
      };
    case "trust":
      return {
        code: "aws_trust_policy_refused",
        message: `The role's side refuses: the trust policy of ${roleArn} must trust ${who} with the conditions it sets.`,
        details,
      };
    case "resource_control":
      return {
        code: "aws_trust_policy_refused",
        message: `The role's side refuses: a resource control policy of its organization denies ${action} on ${roleArn} to ${who}.`,
        details,
      };
    case "unknown":
      return {
        code: "aws_not_allowed",
        message: `AWS refuses ${action} on ${roleArn} for ${who}. Check, in this order: the role exists; its trust policy trusts this identity, with its ExternalId, SourceIdentity and MFA conditions; the identity policy allows ${action} on it.`,
        details,
      };
    default:
      return deniedBy satisfies never;
  }
}

/** Denials that name neither a principal nor an action. */
function tellSpecial(message: string, context: AwsErrorContext): Told | null {
  if (/^MultiFactorAuthentication failed/i.test(message)) {
    const { serialNumber, roleArn = "" } = context;
    return serialNumber === undefined
      ? {
          code: "aws_mfa_missing",
          message: `The trust policy of ${roleArn} requires MFA, which was not presented.`,
          details: { roleArn },
        }
      : {
          code: "aws_mfa_code_refused",
          message: `AWS refused the MFA code for ${serialNumber}. Give the next one.`,
          details: { serialNumber },
        };
  }
  if (/^Cannot call GetSessionToken with session credentials/i.test(message))
    return {
      code: "mfa_unsupported",
      message: "AWS takes MFA from an IAM user's access key only, and this credential source is none.",
    };
  if (/source identity is already set/i.test(message))
    return {
      code: "aws_source_identity_set",
      message:
        "The identity that the role is assumed with has a SourceIdentity, which cannot change along a chain.",
    };
  return null;
}

const wordings: readonly (readonly [DeniedBy, string])[] = [
  ["identity", "identity-based policy"],
  ["boundary", "permissions boundary"],
  ["service_control", "service control policy"],
  ["resource_control", "resource control policy"],
  ["session", "session policy"],
  ["vpc_endpoint", "VPC endpoint policy"],
  ["trust", "role trust policy"],
  ["trust", "resource-based policy"],
];

function deniedByOf(message: string, context: AwsErrorContext): DeniedBy {
  for (const [deniedBy, policy] of wordings)
    if (new RegExp(`because no ${policy} allows|explicit deny in (an?|the) ${policy}`, "i").test(message))
      return deniedBy;
  // No identity policy can refuse a web identity: it has none.
  return context.issuer === undefined ? "unknown" : "trust";
}

function sideOf(deniedBy: DeniedBy, roleArn: string, who: string): string {
  switch (deniedBy) {
    case "identity":
      return `the identity policy of ${who}`;
    case "boundary":
      return `the permissions boundary of ${who}`;
    case "service_control":
      return `a service control policy over the account of ${who}`;
    case "session":
      return `the session policy that ${who} runs under`;
    case "vpc_endpoint":
      return "the policy of the VPC endpoint between the portal and AWS";
    case "resource_control":
      return `a resource control policy over the account of ${roleArn}`;
    case "trust":
    case "unknown":
      return `the trust policy of ${roleArn}`;
    default:
      return deniedBy satisfies never;
  }
}

/** The role that a policy of our side must name, or the principal that one of the role's side must name. */
function forWhom(deniedBy: DeniedBy, roleArn: string, who: string): string {
  const theirs = deniedBy === "trust" || deniedBy === "unknown" || deniedBy === "resource_control";
  return theirs ? ` for ${who}` : ` on ${roleArn}`;
}
