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

/** Which kind of policy refused, and whether by a Deny or by never allowing. */
export type Denial = { by: "identity" | "session" | "resource" | "trust"; explicit: boolean };
export type Verdict = { allowed: true } | ({ allowed: false } & Denial);

/**
 * AWS's decision: any explicit Deny refuses; another account needs both sides; within one account a trust policy
 * that names the principal itself is enough, while one that names the account leaves it to the identity policy.
 * Session policies bound everything except a grant to that very session. Of several reasons the caller's own side
 * is told first.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function authorize(caller: Authorizable, access: Access): Verdict {
  const identity = evaluate(caller.identityPolicies, access);
  const session = caller.sessionPolicies ? evaluate(caller.sessionPolicies, access) : "allow";
  if (identity === "explicit-deny") return denied("identity", true);
  if (session === "explicit-deny") return denied("session", true);
  const missing = identity !== "allow" ? "identity" : session !== "allow" ? "session" : undefined;
  const sameAccount = caller.accountId === access.resourceAccountId;
  if (!access.trust) {
    if (missing) return denied(missing, false);
    return sameAccount ? { allowed: true } : denied("resource", false);
  }

  const principal = {
    kind: "aws" as const,
    accountId: caller.accountId,
    principalArn: caller.principalArn,
    sessionArn: caller.arn,
  };
  const trust = evaluateTrust(access.trust, principal, access.action, access.context);
  if (sameAccount && trust === "session") return { allowed: true };
  if (sameAccount && trust === "principal") {
    return session === "allow" ? { allowed: true } : denied("session", false);
  }
  if (missing) return denied(missing, false);
  if (trust === "explicit-deny") return denied("trust", true);
  return trust === "none" ? denied("trust", false) : { allowed: true };
}

function denied(by: Denial["by"], explicit: boolean): Verdict {
  return { allowed: false, by, explicit };
}
