import type { Denial } from "./authorize.ts";

/** What is refused to whom. */
export type Refused = {
  arn: string;
  accountId: string;
  action: string;
  /** `*` when the action is on no resource in particular. */
  resource: string;
  resourceAccountId: string;
};

/**
 * A refusal in AWS's words. The reason is told about the caller's own account only: what a role or bucket of
 * another account says, or whether it exists, stays that account's affair.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function wordDenial(refused: Refused, denial: Denial): string {
  const { arn, action, resource } = refused;
  const on = resource === "*" ? "" : ` on resource: ${resource}`;
  return `User: ${arn} is not authorized to perform: ${action}${on}${reason(refused, denial)}`;
}

function reason({ action, accountId, resourceAccountId }: Refused, { by, explicit }: Denial): string {
  const ofResource = by === "trust" || by === "resource";
  if (ofResource && accountId !== resourceAccountId) return "";
  return explicit
    ? ` with an explicit deny in ${DENYING[by]}`
    : ` because no ${ALLOWING[by]} allows the ${action} action`;
}

const ALLOWING: Record<Denial["by"], string> = {
  identity: "identity-based policy",
  session: "session policy",
  resource: "resource-based policy",
  trust: "role trust policy",
};

const DENYING: Record<Denial["by"], string> = {
  identity: "an identity-based policy",
  session: "a session policy",
  resource: "a resource-based policy",
  trust: "the role trust policy",
};
