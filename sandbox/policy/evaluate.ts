import { conditionHolds, type RequestContext, substitute } from "./condition.ts";
import { asList, type PolicyDocument, type Statement, statementsOf } from "./document.ts";
import { matchesWildcard } from "./wildcard.ts";

export type Decision = "allow" | "explicit-deny" | "implicit-deny";
export type PolicyRequest = { action: string; resource: string; context: RequestContext };

/**
 * What a set of identity or session policies says: one matching Deny wins, else one matching Allow, else no.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policies: PolicyDocument[], request: PolicyRequest): Decision {
  let decision: Decision = "implicit-deny";
  for (const policy of policies) {
    for (const statement of statementsOf(policy)) {
      if (!actionMatches(statement, request.action) || !resourceMatches(statement, request)) continue;
      if (!conditionHolds(statement.Condition, request.context)) continue;
      if (statement.Effect === "Deny") return "explicit-deny";
      decision = "allow";
    }
  }
  return decision;
}

export function actionMatches(statement: Statement, action: string): boolean {
  const lowered = action.toLowerCase();
  const matches = (pattern: string) => matchesWildcard(pattern.toLowerCase(), lowered);
  return statement.NotAction === undefined
    ? asList(statement.Action).some(matches)
    : !asList(statement.NotAction).some(matches);
}

function resourceMatches(statement: Statement, request: PolicyRequest): boolean {
  const matches = (pattern: string) =>
    matchesWildcard(substitute(pattern, request.context), request.resource);
  return statement.NotResource === undefined
    ? asList(statement.Resource).some(matches)
    : !asList(statement.NotResource).some(matches);
}
