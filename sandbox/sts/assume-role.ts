import { authorize, type Denial } from "../policy/authorize.ts";
import type { RequestContext } from "../policy/condition.ts";
import type { PolicyDocument } from "../policy/document.ts";
import { wordDenial } from "../policy/word-denial.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Caller, callerContext, type Origin } from "../session.ts";
import { accountIdOf } from "../world.ts";
import { AwsError, accessDenied } from "./aws-error.ts";
import { LIMITS } from "./limits.ts";
import { inheritedTags, openRoleSession, requestContext } from "./open-role-session.ts";
import { redeemMfa } from "./redeem-mfa.ts";
import { readSessionParameters, type SessionParameters, text } from "./session-parameters.ts";
import { assumedRoleUserElement, credentialsElement, element } from "./xml.ts";

// AWS does not tell a role that is missing from one that refuses: a missing role trusts nobody.
const TRUSTS_NOBODY: PolicyDocument = { Version: "2012-10-17", Statement: [] };

/**
 * AssumeRole: the result's XML. Throws AwsError.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(
  state: SandboxState,
  caller: Caller,
  form: URLSearchParams,
  origin: Origin,
): string {
  const { nowMs } = origin;
  const externalId = text(form, "ExternalId");
  const serialNumber = text(form, "SerialNumber");
  const tokenCode = text(form, "TokenCode");
  const input = readSessionParameters(form, (violations) => {
    violations.text("externalId", externalId, LIMITS.externalId);
    violations.text("serialNumber", serialNumber, LIMITS.serialNumber);
    violations.text("tokenCode", tokenCode, LIMITS.tokenCode);
  });
  if (caller.kind === "root") throw accessDenied("Roles may not be assumed by root accounts.");
  const mfaNow = redeemMfa(state, caller, serialNumber, tokenCode, nowMs);
  const role = state.index.roles.get(input.roleArn);
  const context: RequestContext = { ...callerContext(caller, origin), ...requestContext(input, role) };
  if (externalId !== undefined) context["sts:externalid"] = [externalId];
  if (mfaNow) {
    context["aws:multifactorauthpresent"] = ["true"];
    context["aws:multifactorauthage"] = ["0"];
  }

  for (const action of actionsNeeded(caller, input)) {
    const access = {
      action,
      resource: input.roleArn,
      resourceAccountId: accountIdOf(input.roleArn),
      trust: role?.trust ?? TRUSTS_NOBODY,
      context,
    };
    const verdict = authorize(caller, access);
    if (!verdict.allowed) throw refusal(caller, action, input.roleArn, verdict);
  }
  // Authorized, so the role exists.
  if (!role) throw new Error("A missing role was authorized.");

  refuseChangesToTheChain(caller, input);
  const parentage = { parent: caller.session, chained: caller.kind === "role-session" };
  const credentials = openRoleSession(state, role, input, parentage, nowMs);
  return [
    assumedRoleUserElement(role.arn, input.sessionName),
    credentialsElement(credentials),
    element("PackedPolicySize", input.packedPolicySize),
    element("SourceIdentity", input.sourceIdentity ?? caller.session?.sourceIdentity),
  ].join("");
}

/** Tags and a source identity are permissions of their own, also when a chain brings them along. */
function actionsNeeded(caller: Caller, input: SessionParameters): string[] {
  const tagged = Object.keys(input.tags).length > 0 || Object.keys(inheritedTags(caller.session)).length > 0;
  const identified = input.sourceIdentity !== undefined || caller.session?.sourceIdentity !== undefined;
  return [
    "sts:AssumeRole",
    ...(tagged ? ["sts:TagSession"] : []),
    ...(identified ? ["sts:SetSourceIdentity"] : []),
  ];
}

function refuseChangesToTheChain(caller: Caller, input: SessionParameters): void {
  const set = caller.session?.sourceIdentity;
  if (set !== undefined && input.sourceIdentity !== undefined && input.sourceIdentity !== set) {
    throw accessDenied("Source identity is already set and cannot be changed in a chained role session.");
  }
  const inherited = new Set(Object.keys(inheritedTags(caller.session)).map((key) => key.toLowerCase()));
  if (Object.keys(input.tags).some((key) => inherited.has(key.toLowerCase()))) {
    throw new AwsError(
      "InvalidParameterValue",
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
}

function refusal(caller: Caller, action: string, resource: string, denial: Denial): AwsError {
  const { arn, accountId } = caller;
  const refused = { arn, accountId, action, resource, resourceAccountId: accountIdOf(resource) };
  return accessDenied(wordDenial(refused, denial));
}
