import type { RequestContext } from "./condition.ts";
import type { PolicyDocument } from "./document.ts";
import { evaluate } from "./evaluate.ts";
import { evaluateTrust } from "./trust.ts";

export type Authorizable = {
  accountId: string;
  arn: string;
  principalArn: string;
  identityPolicies: PolicyDocument[];
  sessionPolicies: PolicyDocument[] | undefined;
};

export type Access = {
  action: string;
  resource: string;
  resourceAccountId: string;
  /** A role's trust policy. Without one, only the resource's own account has access. */
  trust?: PolicyDocument;
  context: RequestContext;
};

export type Verdict =
  | { allowed: true }
  | { allowed: false; deniedBy: "identity" | "session" | "trust" | "nobody" };

/**
 * AWS's decision: any explicit Deny refuses; another account needs both sides; within one account a trust policy
 * that names the principal itself is enough, while one that names the account leaves it to the identity policy.
 * Session policies bound everything except a grant to that very session.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function authorize(caller: Authorizable, access: Access): Verdict {
  const identity = evaluate(caller.identityPolicies, access);
  const session = caller.sessionPolicies ? evaluate(caller.sessionPolicies, access) : "allow";
  if (identity === "explicit-deny") return { allowed: false, deniedBy: "identity" };
  if (session === "explicit-deny") return { allowed: false, deniedBy: "session" };
  const identityAllows = identity === "allow" && session === "allow";
  const sameAccount = caller.accountId === access.resourceAccountId;
  if (!access.trust) return verdict(sameAccount && identityAllows);

  const principal = {
    kind: "aws" as const,
    accountId: caller.accountId,
    principalArn: caller.principalArn,
    sessionArn: caller.arn,
  };
  const trust = evaluateTrust(access.trust, principal, access.action, access.context);
  if (trust === "explicit-deny") return { allowed: false, deniedBy: "trust" };
  if (trust === "none") return verdict(false);
  if (!sameAccount || trust === "account") return verdict(identityAllows);
  return verdict(trust === "session" || session === "allow");
}

function verdict(allowed: boolean): Verdict {
  return allowed ? { allowed } : { allowed, deniedBy: "nobody" };
}
