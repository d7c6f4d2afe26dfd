import { identityPolicyFor } from "#lib/policies/identity-policy.ts";
import type { PolicyDocument } from "#lib/policies/policy-document.ts";
import type { IamIdentity } from "#lib/policies/read-iam-arn.ts";
import { type TrustInput, trustPolicyFor } from "#lib/policies/trust-policy.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import type { Assumer } from "./find-trusted-principal.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import { trustTerms } from "./trust-terms.ts";

/** The policies on both sides of a role, no wider than the portal needs. */
export type RolePolicies = {
  trust: PolicyDocument;
  /** Null for a web identity and for root, which have no policy of their own. */
  identity: { of: IamIdentity; policyName: string; document: PolicyDocument } | null;
  /** What may come along a chain without being required. */
  allowed: NonNullable<TrustInput["allowed"]>;
};

/** What must stand in AWS for a role, the last of its plan, to be assumed as its options say. */
export async function rolePolicies(
  plan: AssumptionPlan,
  role: RoleToAssume,
  assumer: Assumer,
): Promise<RolePolicies> {
  const terms = await trustTerms(plan, role);
  const { allowed } = terms;
  const identity = assumer.kind === "aws" ? assumer.identity : null;
  const trust = trustPolicyFor({
    ...terms,
    principal: assumer.kind === "aws" ? { kind: "aws", arn: assumer.identity.arn } : assumer,
    // A role's session carries no MFA, and a condition that never holds would shut everybody out.
    requiresMfa: role.requiresMfa && identity?.kind === "user",
  });
  const document = identityPolicyFor({
    roleArn: role.arn,
    sourceIdentity: role.sourceIdentity,
    tags: terms.tags.length + allowed.tagKeys.length > 0,
  });
  const policyName = `Genkan-${role.accountId}-${role.roleName}`;
  return {
    trust,
    identity: identity && identity.kind !== "root" ? { of: identity, policyName, document } : null,
    allowed,
  };
}
