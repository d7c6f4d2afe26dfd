import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { readTarget, TargetInput } from "#lib/targets/find-or-add-target.ts";
import { AssignmentTermsInput, checkTerms } from "./assignment-terms.ts";
import type { AssignmentView } from "./assignment-view.ts";
import { createAssignment } from "./create-assignment.ts";
import { findPrincipal, PrincipalInput } from "./find-principal.ts";

/** What this takes; described at /api/openapi.json. */
export const AddAssignmentInput = z.strictObject({
  ...PrincipalInput,
  ...TargetInput,
  console: AssignmentTermsInput.console.default(true),
  credentials: AssignmentTermsInput.credentials.default(true),
  maxDurationSeconds: AssignmentTermsInput.maxDurationSeconds.default(null),
  startsAt: AssignmentTermsInput.startsAt.default(null),
  expiresAt: AssignmentTermsInput.expiresAt.default(null),
  requiresReason: AssignmentTermsInput.requiresReason.default(false),
});

/**
 * Assigns to a person or a group: a role, or every role that fits an account, a role name pattern and a tag.
 * @throws AppError `principal_missing`, `person_not_found`, `group_not_found`, `target_missing`, `role_not_found`,
 *   `account_not_found`, `role_name_pattern_malformed`, `tag_key_malformed`, `tag_value_malformed`,
 *   `assignment_exists` and those of `checkTerms`
 */
export async function addAssignment(viewer: Viewer, input: unknown): Promise<AssignmentView> {
  requireManager(viewer);
  const { personId, groupId, roleId, awsAccountId, roleNamePattern, tag, ...asked } =
    AddAssignmentInput.parse(input);
  const terms = checkTerms(asked);
  const target = readTarget({ roleId, awsAccountId, roleNamePattern, tag });
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    return createAssignment(tx, viewer, await findPrincipal(tx, { personId, groupId }), target, terms);
  });
}
