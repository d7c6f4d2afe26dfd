import { z } from "zod";
import { rehearse } from "#lib/audit/rehearse.ts";
import { transact } from "#lib/audit/transact.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { type DroppedRoles, dropRoles } from "./drop-roles.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";

/** Roles that one request changes. */
export const RoleIds = z.array(z.string().max(64)).min(1).max(1000);

/** What this takes; described at /api/openapi.json. */
export const RemoveRolesInput = z.strictObject({
  roleIds: RoleIds,
  /** Only say what would go. */
  dryRun: z.boolean().default(false),
});

/**
 * Removes roles with the assignments that name them, all or none. The answer is what `restoreRoles` takes to bring
 * everything back.
 * @throws AppError `role_not_found`, `role_in_use` while a credential source goes through one
 */
export async function removeRoles(viewer: Viewer, input: unknown): Promise<DroppedRoles> {
  requireManager(viewer);
  const { roleIds, dryRun } = RemoveRolesInput.parse(input);
  return (dryRun ? rehearse : transact)(async (tx) => {
    await orderCatalogueChanges(tx);
    return dropRoles(tx, viewer, roleIds);
  });
}
