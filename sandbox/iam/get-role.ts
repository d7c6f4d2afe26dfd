import type { SandboxState } from "../sandbox-state.ts";
import type { Caller, Origin } from "../session.ts";
import { findOwnRole } from "./find-own-role.ts";
import { roleElements, tagElements } from "./role-elements.ts";

/**
 * GetRole: the result's XML. Throws AwsError.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export function getRole(state: SandboxState, caller: Caller, form: URLSearchParams, origin: Origin): string {
  const role = findOwnRole(state, caller, form, origin, "iam:GetRole");
  return `<Role>${roleElements(role)}${tagElements(role.tags ?? {})}</Role>`;
}
