import type { ErrorCode } from "#lib/errors.ts";
import type { TrustAsked, TrustFinding } from "#lib/policies/explain-trust.ts";
import { stepsOf } from "./assume-by-plan.ts";
import type { Assumer } from "./find-trusted-principal.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import type { CheckedRole } from "./try-role.ts";

/** What the role's trust policy is asked, as AWS asks it. */
export function trustAsked(role: CheckedRole, failed: RoleToAssume, assumer: Assumer): TrustAsked {
  const step = stepsOf(role.plan.roles, role.person).at(-1);
  if (!step) throw new Error("a plan has at least one role");
  const tags = step.tags.map((tag) => [`aws:requesttag/${tag.key.toLowerCase()}`, [tag.value]] as const);
  const federated = assumer.kind === "federated";
  const issuer = federated ? assumer.issuer.replace(/^https?:\/\//, "").replace(/\/$/, "") : "";
  return {
    principal: federated
      ? { kind: "federated", providerArn: assumer.providerArn }
      : { kind: "aws", arns: [assumer.identity.arn], accountId: assumer.identity.accountId },
    actions: [
      federated ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole",
      ...(step.tags.length > 0 ? ["sts:TagSession"] : []),
      ...(step.sourceIdentity === null ? [] : ["sts:SetSourceIdentity"]),
    ],
    context: {
      "sts:externalid": federated || failed.externalId === null ? [] : [failed.externalId],
      "sts:sourceidentity": step.sourceIdentity === null ? [] : [step.sourceIdentity],
      "sts:rolesessionname": [step.sessionName],
      "aws:multifactorauthpresent": role.mfaSession && role.plan.roles.length === 1 ? ["true"] : [],
      "aws:tagkeys": step.tags.map((tag) => tag.key),
      "sts:transitivetagkeys": step.tags.filter((tag) => tag.transitive).map((tag) => tag.key),
      ...Object.fromEntries(tags),
      ...(federated && {
        [`${issuer.toLowerCase()}:aud`]: [assumer.audience],
        [`${issuer.toLowerCase()}:sub`]: [role.person.sessionName],
      }),
    },
  };
}

/** A refusal's code by what was found in the trust policy. */
export function codeOfFinding(finding: TrustFinding, role: CheckedRole): ErrorCode {
  if (finding.kind === "action") {
    if (finding.action === "sts:SetSourceIdentity") return "aws_source_identity_refused";
    if (finding.action === "sts:TagSession") return "aws_tags_refused";
  }
  if (finding.kind !== "condition") return "aws_trust_policy_refused";
  const key = finding.key.toLowerCase();
  if (key === "sts:externalid") return "aws_external_id_refused";
  if (key === "aws:multifactorauthpresent") return "aws_mfa_missing";
  const sends = stepsOf(role.plan.roles, role.person).at(-1);
  if (key === "sts:sourceidentity" && sends?.sourceIdentity === null) return "aws_source_identity_missing";
  if (key.startsWith("aws:requesttag/") || key === "aws:tagkeys")
    return finding.action === "sts:TagSession" ? "aws_tags_refused" : "aws_tags_missing";
  return "aws_trust_policy_refused";
}
