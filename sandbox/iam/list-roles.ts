import { authorize } from "../policy/authorize.ts";
import { wordDenial } from "../policy/word-denial.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Caller, callerContext, type Origin } from "../session.ts";
import { accessDenied } from "../sts/aws-error.ts";
import { collectViolations, LIMITS } from "../sts/limits.ts";
import { text } from "../sts/session-parameters.ts";
import { accountIdOf, nameOf } from "../world.ts";
import { markedPage } from "./marked-page.ts";
import { pathOf, roleElements } from "./role-elements.ts";

/**
 * ListRoles: the result's XML. Throws AwsError.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */
export function listRoles(
  state: SandboxState,
  caller: Caller,
  form: URLSearchParams,
  origin: Origin,
): string {
  const prefix = text(form, "PathPrefix") ?? "/";
  const violations = collectViolations();
  violations.text("pathPrefix", prefix, LIMITS.pathPrefix);
  violations.throwIfAny();

  const { arn, accountId, partition } = caller;
  const asked = {
    action: "iam:ListRoles",
    resource: `arn:${partition}:iam::${accountId}:role${prefix}`,
    resourceAccountId: accountId,
  };
  const verdict = authorize(caller, { ...asked, context: callerContext(caller, origin) });
  if (!verdict.allowed) throw accessDenied(wordDenial({ arn, accountId, ...asked }, verdict));
  const roles = state.world.roles
    .filter((role) => accountIdOf(role.arn) === accountId && pathOf(role.arn).startsWith(prefix))
    .sort((a, b) => (nameOf(a.arn) < nameOf(b.arn) ? -1 : 1));
  const { items, elements } = markedPage(roles, form);
  const members = items.map((role) => `<member>${roleElements(role)}</member>`).join("");
  return `<Roles>${members}</Roles>${elements}`;
}
