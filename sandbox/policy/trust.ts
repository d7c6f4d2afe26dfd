import { conditionHolds, type RequestContext } from "./condition.ts";
import { asList, type PolicyDocument, type Statement, statementsOf } from "./document.ts";
import { actionMatches } from "./evaluate.ts";

export type TrustPrincipal =
  | { kind: "aws"; accountId: string; principalArn: string; sessionArn: string }
  | { kind: "federated"; providerArn: string };

/**
 * How a trust policy lets the principal in: by its session's ARN, by its user or role ARN (or `*`), or only by
 * naming its account, which leaves the decision to the account's identity policies.
 */
export type Trust = "session" | "principal" | "account" | "none" | "explicit-deny";

/**
 * What a role's trust policy says about a principal and an action.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function evaluateTrust(
  policy: PolicyDocument,
  principal: TrustPrincipal,
  action: string,
  context: RequestContext,
): Trust {
  let trust: Trust = "none";
  for (const statement of statementsOf(policy)) {
    const match = matchPrincipal(statement.Principal, principal);
    if (match === "none" || !actionMatches(statement, action)) continue;
    if (!conditionHolds(statement.Condition, context)) continue;
    if (statement.Effect === "Deny") return "explicit-deny";
    if (STRENGTH[match] > STRENGTH[trust]) trust = match;
  }
  return trust;
}

const STRENGTH = { none: 0, account: 1, principal: 2, session: 3, "explicit-deny": 4 } as const;

function matchPrincipal(
  element: Statement["Principal"],
  principal: TrustPrincipal,
): "session" | "principal" | "account" | "none" {
  if (element === undefined) return "none";
  if (element === "*") return "principal";
  if (principal.kind === "federated") {
    return asList(element["Federated"]).includes(principal.providerArn) ? "principal" : "none";
  }
  let best: "session" | "principal" | "account" | "none" = "none";
  for (const name of asList(element["AWS"])) {
    if (name === principal.sessionArn && principal.sessionArn !== principal.principalArn) return "session";
    if (name === "*" || name === principal.principalArn) best = "principal";
    else if (best === "none" && isAccount(name, principal.accountId)) best = "account";
  }
  return best;
}

function isAccount(name: string, accountId: string): boolean {
  return name === accountId || new RegExp(`^arn:aws[a-z-]*:iam::${accountId}:root$`).test(name);
}
