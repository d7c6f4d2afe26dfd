import type { RequestContext } from "../policy/condition.ts";
import { isRecord } from "../policy/document.ts";
import { evaluateTrust } from "../policy/trust.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Origin, originContext } from "../session.ts";
import { accountIdOf } from "../world.ts";
import { AwsError, accessDenied } from "./aws-error.ts";
import { collectViolations, LIMITS, MAX_TAGS } from "./limits.ts";
import { openRoleSession, requestContext } from "./open-role-session.ts";
import {
  checkTags,
  packedSize,
  readSessionParameters,
  type SessionParameters,
  text,
} from "./session-parameters.ts";
import { verifyWebIdentity, type WebIdentity } from "./verify-web-identity.ts";
import { assumedRoleUserElement, credentialsElement, element } from "./xml.ts";

/**
 * AssumeRoleWithWebIdentity: the result's XML. The token speaks for the caller; nothing is signed with AWS keys.
 * Tags and the source identity come from claims. Throws AwsError.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 */
export async function assumeRoleWithWebIdentity(
  state: SandboxState,
  form: URLSearchParams,
  origin: Origin,
): Promise<string> {
  const { nowMs } = origin;
  const token = text(form, "WebIdentityToken");
  const asked = readSessionParameters(form, (violations) => {
    violations.required("webIdentityToken", token);
    violations.text("webIdentityToken", token, LIMITS.webIdentityToken);
  });
  const accountId = accountIdOf(asked.roleArn);
  const providers = (state.world.oidcProviders ?? []).filter((item) => accountIdOf(item.arn) === accountId);
  const identity = await verifyWebIdentity(token ?? "", providers, nowMs);
  const input = withClaims(asked, identity);
  const role = state.index.roles.get(input.roleArn);
  const context = { ...originContext(origin), ...requestContext(input, role), ...identityContext(identity) };
  const principal = { kind: "federated" as const, providerArn: identity.provider.arn };

  for (const action of actionsNeeded(input)) {
    const trust = role ? evaluateTrust(role.trust, principal, action, context) : "none";
    if (!role || trust === "none" || trust === "explicit-deny")
      throw accessDenied(`Not authorized to perform ${action}`);
  }
  // The loop ran at least once and refused a missing role.
  if (!role) throw new Error("A missing role was authorized.");
  const credentials = openRoleSession(state, role, input, { parent: undefined, chained: false }, nowMs);
  return [
    element("SubjectFromWebIdentityToken", identity.subject),
    assumedRoleUserElement(role.arn, input.sessionName),
    credentialsElement(credentials),
    element("PackedPolicySize", input.packedPolicySize),
    element("Provider", identity.provider.arn),
    element("Audience", identity.audience),
    element("SourceIdentity", input.sourceIdentity),
  ].join("");
}

function actionsNeeded(input: SessionParameters): string[] {
  return [
    "sts:AssumeRoleWithWebIdentity",
    ...(Object.keys(input.tags).length > 0 ? ["sts:TagSession"] : []),
    ...(input.sourceIdentity === undefined ? [] : ["sts:SetSourceIdentity"]),
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
function identityContext(identity: WebIdentity): RequestContext {
  const prefix = identity.provider.issuer.replace(/^https?:\/\//, "").toLowerCase();
  const methods = identity.claims["amr"];
  return {
    [`${prefix}:sub`]: [identity.subject],
    [`${prefix}:aud`]: [identity.audience],
    ...(Array.isArray(methods) ? { [`${prefix}:amr`]: methods.map(String) } : {}),
    "aws:federatedprovider": [identity.provider.arn],
  };
}

function withClaims(asked: SessionParameters, identity: WebIdentity): SessionParameters {
  const { tags, transitiveTagKeys } = claimedTags(identity.claims["https://aws.amazon.com/tags"]);
  const sourceIdentity = identity.claims["https://aws.amazon.com/source_identity"];
  const violations = collectViolations();
  if (typeof sourceIdentity === "string")
    violations.text("sourceIdentity", sourceIdentity, LIMITS.sourceIdentity);
  violations.count("tags", tags, MAX_TAGS);
  for (const [i, [key, value]] of tags.entries()) {
    violations.text(`tags.${i + 1}.member.key`, key, LIMITS.tagKey);
    violations.text(`tags.${i + 1}.member.value`, value, LIMITS.tagValue);
  }
  violations.throwIfAny();
  const checked = checkTags(tags, transitiveTagKeys);
  return {
    ...asked,
    tags: checked,
    transitiveTagKeys,
    sourceIdentity: typeof sourceIdentity === "string" ? sourceIdentity : undefined,
    packedPolicySize: packedSize(asked.policy, asked.policyArns, checked),
  };
}

function claimedTags(claim: unknown): { tags: [string, string][]; transitiveTagKeys: string[] } {
  if (claim === undefined) return { tags: [], transitiveTagKeys: [] };
  const principalTags = isRecord(claim) ? (claim["principal_tags"] ?? {}) : undefined;
  const transitive = isRecord(claim) ? (claim["transitive_tag_keys"] ?? []) : undefined;
  if (!isRecord(principalTags) || !Array.isArray(transitive)) {
    throw new AwsError("InvalidIdentityToken", "The https://aws.amazon.com/tags claim is malformed.");
  }
  const tags = Object.entries(principalTags).map(([key, value]): [string, string] => {
    const single = Array.isArray(value) ? value[0] : value;
    if (typeof single !== "string" || (Array.isArray(value) && value.length !== 1)) {
      throw new AwsError("InvalidIdentityToken", "A principal tag must have exactly one value.");
    }
    return [key, single];
  });
  return { tags, transitiveTagKeys: transitive.map(String) };
}
