import { policyPattern } from "./escape-policy-text.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** A role, and what is sent when it is assumed, the chain's own included. */
export type RoleToAssume = { roleArn: string; sourceIdentity: boolean; tags: boolean };

/** The identity policy with which the portal's identity may assume one role as it does, and nothing else. */
export function identityPolicyFor(role: RoleToAssume): PolicyDocument {
  return identityPolicyForRoles([role]);
}

/** The same for all the roles of one source, in as few statements as say no more than needed. */
export function identityPolicyForRoles(roles: readonly RoleToAssume[]): PolicyDocument {
  const byActions = new Map<string, { actions: string[]; arns: Set<string> }>();
  for (const role of roles) {
    const actions = [
      "sts:AssumeRole",
      ...(role.sourceIdentity ? ["sts:SetSourceIdentity"] : []),
      ...(role.tags ? ["sts:TagSession"] : []),
    ];
    const key = actions.join();
    const group = byActions.get(key) ?? { actions, arns: new Set() };
    byActions.set(key, { ...group, arns: group.arns.add(policyPattern(role.roleArn)) });
  }
  return {
    Version: "2012-10-17",
    Statement: [...byActions.values()].map(({ actions, arns }) => ({
      Effect: "Allow",
      Action: oneOrMany(actions),
      Resource: oneOrMany([...arns]),
    })),
  };
}

const oneOrMany = (values: readonly string[]) => (values.length === 1 ? (values[0] ?? "") : values);
