import { authorize } from "../policy/authorize.ts";
import { wordDenial } from "../policy/word-denial.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Caller, callerContext, type Origin } from "../session.ts";
import { AwsError, accessDenied } from "../sts/aws-error.ts";
import { collectViolations, LIMITS } from "../sts/limits.ts";
import { text } from "../sts/session-parameters.ts";
import { accountIdOf, nameOf, type WorldRole } from "../world.ts";

/**
 * The role that a request names, for a caller who may do this with it. A role is found by its name, which is unique
 * in its account whatever the path, and only in the caller's own account. Throws AwsError.
 */
export function findOwnRole(
  state: SandboxState,
  caller: Caller,
  form: URLSearchParams,
  origin: Origin,
  action: string,
): WorldRole {
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
    action,
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
  return role;
}
