import type { SandboxState } from "../sandbox-state.ts";
import type { Caller, Origin } from "../session.ts";
import { findOwnRole } from "./find-own-role.ts";
import { markedPage } from "./marked-page.ts";
import { tagElements } from "./role-elements.ts";

/**
 * ListRoleTags: the result's XML. Throws AwsError.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html
 */
export function listRoleTags(
  state: SandboxState,
  caller: Caller,
  form: URLSearchParams,
  origin: Origin,
): string {
  const role = findOwnRole(state, caller, form, origin, "iam:ListRoleTags");
  const { items, elements } = markedPage(Object.entries(role.tags ?? {}), form);
  return (tagElements(Object.fromEntries(items)) || "<Tags/>") + elements;
}
