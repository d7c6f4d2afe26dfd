import { authorize } from "../policy/authorize.ts";
import { wordDenial } from "../policy/word-denial.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Caller, callerContext, type Origin } from "../session.ts";
import { AwsError, accessDenied } from "../sts/aws-error.ts";
import { collectViolations, LIMITS } from "../sts/limits.ts";
import { text } from "../sts/session-parameters.ts";
import { element } from "../sts/xml.ts";
import { uniqueId } from "../vault.ts";
import { accountIdOf, nameOf, type WorldRole } from "../world.ts";

// Roles have no history here: one date for all keeps answers the same from run to run.
const CREATED = "2026-01-05T09:00:00Z";

/**
 * GetRole: the result's XML. A role is found by its name, which is unique in its account whatever the path, and
 * only in the caller's own account. Throws AwsError.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export function getRole(state: SandboxState, caller: Caller, form: URLSearchParams, origin: Origin): string {
  const name = text(form, "RoleName");
  const violations = collectViolations();
  violations.required("roleName", name);
  violations.text("roleName", name, LIMITS.roleName);
  violations.throwIfAny();

  const { arn, accountId, partition } = caller;
  const role = state.world.roles.find(
    (item) => accountIdOf(item.arn) === accountId && nameOf(item.arn) === name,
  );
  const asked = {
    action: "iam:GetRole",
    resource: role?.arn ?? `arn:${partition}:iam::${accountId}:role/${name}`,
    resourceAccountId: accountId,
  };
  // Who may not look does not learn what is missing.
  const verdict = authorize(caller, { ...asked, context: callerContext(caller, origin) });
  if (!verdict.allowed) {
    // IAM names a role that it was asked for by its name, not by its ARN.
    throw accessDenied(wordDenial({ arn, accountId, ...asked, resource: `role ${name}` }, verdict));
  }
  if (!role) throw new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`, 404);
  return `<Role>${roleElements(role)}</Role>`;
}

function roleElements(role: WorldRole): string {
  return [
    element(
      "Path",
      role.arn.slice(role.arn.indexOf(":role/") + ":role".length, role.arn.lastIndexOf("/") + 1),
    ),
    element("RoleName", nameOf(role.arn)),
    element("RoleId", uniqueId("AROA", role.arn)),
    element("Arn", role.arn),
    element("CreateDate", CREATED),
    // Policies in IAM's answers are percent-encoded as of RFC 3986.
    element("AssumeRolePolicyDocument", encodeURIComponent(JSON.stringify(role.trust))),
    element("MaxSessionDuration", role.maxSessionDuration),
    tagElements(role.tags ?? {}),
  ].join("");
}

function tagElements(tags: Record<string, string>): string {
  const members = Object.entries(tags).map(
    ([key, value]) => `<member>${element("Key", key)}${element("Value", value)}</member>`,
  );
  return members.length === 0 ? "" : `<Tags>${members.join("")}</Tags>`;
}
