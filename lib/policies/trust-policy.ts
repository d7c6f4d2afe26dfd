import { policyLiteral } from "./escape-policy-text.ts";
import type { OneOrMany, PolicyCondition, PolicyDocument } from "./policy-document.ts";

/** Whom a role trusts: an AWS identity by its ARN, or an OpenID issuer's people by the account's provider. */
export type TrustPrincipal =
  | { kind: "aws"; arn: string }
  | { kind: "federated"; providerArn: string; issuer: string; audience: string };

/** How the portal assumes the role: each becomes a condition, and nothing else is let in. */
export type TrustInput = {
  principal: TrustPrincipal;
  /** Not for a federated principal: AssumeRoleWithWebIdentity has no such parameter. */
  externalId: string | null;
  sourceIdentity: boolean;
  /** What the source identity is like, where `*` and `?` are wildcards; anything by default. */
  sourceIdentityPattern?: string;
  /** The session tags that are sent; without a value, any value. */
  tags: readonly { key: string; value?: string }[];
  transitiveTagKeys: readonly string[];
  /** Not for a federated principal, nor for a role: only users have MFA devices. */
  requiresMfa: boolean;
  /** What the session name is like, with the same wildcards; null for anything. */
  sessionNamePattern: string | null;
  /** Allowed but not required: what a chain brings along, or what not every chain through the role sends. */
  allowed?: { sourceIdentity: boolean; tagKeys: readonly string[] };
  /** `sub` of a web identity, with the same wildcards; all of the issuer's people by default. */
  subjects?: readonly string[];
};

/**
 * The narrowest trust policy under which the portal can assume a role as it does: leave one parameter out or be
 * somebody else, and AWS refuses.
 *
 * A source identity and tags are actions of their own, each with the condition keys that AWS documents for it:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html. They give
 * nothing without the first statement, which requires everything.
 */
export function trustPolicyFor(input: TrustInput): PolicyDocument {
  const { principal, allowed } = input;
  const Principal: Record<string, string> =
    principal.kind === "aws" ? { AWS: principal.arn } : { Federated: principal.providerArn };
  const allow = (sid: string, action: string, condition: PolicyCondition) => ({
    Sid: sid,
    Effect: "Allow" as const,
    Principal,
    Action: action,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  });
  const named = input.sourceIdentity || allowed?.sourceIdentity === true;
  const tagKeys = unique([...input.tags.map((tag) => tag.key), ...(allowed?.tagKeys ?? [])]);
  return {
    Version: "2012-10-17",
    Statement: [
      principal.kind === "aws"
        ? allow("AssumeRole", "sts:AssumeRole", assumeCondition(input, {}))
        : allow("AssumeRole", "sts:AssumeRoleWithWebIdentity", assumeCondition(input, audienceOf(principal))),
      ...(named ? [allow("NamePerson", "sts:SetSourceIdentity", nameCondition(input))] : []),
      ...(tagKeys.length > 0 ? [allow("TagSession", "sts:TagSession", tagCondition(input, tagKeys))] : []),
    ],
  };
}

type Federated = Extract<TrustPrincipal, { kind: "federated" }>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const keyPrefix = (principal: Federated) => principal.issuer.replace(/^https?:\/\//, "").replace(/\/$/, "");
const audienceOf = (principal: Federated) => ({
  [`${keyPrefix(principal)}:aud`]: policyLiteral(principal.audience),
});

function assumeCondition(input: TrustInput, audience: Record<string, string>): PolicyCondition {
  const { principal, externalId, subjects } = input;
  const equals: Record<string, string> = { ...audience };
  const like: Record<string, OneOrMany> = {};
  if (principal.kind === "aws" && externalId !== null) equals["sts:ExternalId"] = policyLiteral(externalId);
  if (principal.kind === "federated" && subjects) like[`${keyPrefix(principal)}:sub`] = subjects;
  if (input.sourceIdentity) like["sts:SourceIdentity"] = input.sourceIdentityPattern ?? "*";
  if (input.sessionNamePattern !== null) like["sts:RoleSessionName"] = input.sessionNamePattern;
  for (const { key, value } of input.tags) {
    if (value === undefined) like[`aws:RequestTag/${key}`] = "*";
    else equals[`aws:RequestTag/${key}`] = policyLiteral(value);
  }
  const mfa = principal.kind === "aws" && input.requiresMfa;
  return {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(Object.keys(like).length > 0 && { StringLike: like }),
    ...(mfa && { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
  };
}

function nameCondition(input: TrustInput): PolicyCondition {
  if (!input.sourceIdentity) return {};
  return { StringLike: { "sts:SourceIdentity": input.sourceIdentityPattern ?? "*" } };
}

function tagCondition(input: TrustInput, tagKeys: readonly string[]): PolicyCondition {
  const transitive = unique([...input.transitiveTagKeys, ...(input.allowed?.tagKeys ?? [])]);
  return {
    "ForAllValues:StringEquals": {
      "aws:TagKeys": tagKeys.map(policyLiteral),
      ...(transitive.length > 0 && { "sts:TransitiveTagKeys": transitive.map(policyLiteral) }),
    },
    ...(transitive.length === 0 && { Null: { "sts:TransitiveTagKeys": "true" } }),
  };
}

const unique = (values: readonly string[]) => [...new Set(values)];
