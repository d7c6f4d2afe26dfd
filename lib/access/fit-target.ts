import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { givenOf } from "#lib/lists/list-input.ts";
import { readTarget } from "#lib/targets/find-or-add-target.ts";
import { findFittingRoles } from "#lib/targets/reach-roles.ts";
import { findReachedRoles } from "./find-reached.ts";
import type { FittingRoles } from "./reach-view.ts";

const mostShown = 20;

/** What this takes; described at /api/openapi.json. */
export const FitTargetInput = z.object({
  awsAccountId: z.string().max(64).optional(),
  roleNamePattern: z.string().max(200).optional(),
  tagKey: z.string().max(128).optional(),
  tagValue: z.string().max(256).optional(),
});

/**
 * The roles that fit an account, a role name pattern and a tag by now: how many, and the first of them by account.
 * Owners, admins and auditors.
 * @throws AppError `target_missing`, `role_name_pattern_malformed`, `tag_key_malformed`, `tag_value_malformed`
 */
export async function fitTarget(
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<FittingRoles> {
  requireReader(viewer);
  const { awsAccountId, roleNamePattern, tagKey, tagValue } = FitTargetInput.parse(givenOf(input));
  const tag = tagKey === undefined ? null : { key: tagKey, value: tagValue ?? "" };
  const ids = await findFittingRoles(db(), readTarget({ awsAccountId, roleNamePattern, tag }));
  const first = await findReachedRoles(db(), ids.slice(0, 500));
  const roles = [...first.values()]
    .map((role) => role.view)
    .sort(
      (one, other) =>
        one.accountName.localeCompare(other.accountName) || one.label.localeCompare(other.label),
    );
  return { total: ids.length, roles: roles.slice(0, mostShown) };
}
