import { transact } from "#lib/audit/transact.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { dropRoles } from "./drop-roles.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";

/**
 * Removes a role from the catalogue with the assignments that name it. The row stays for history; the ARN may be
 * added again.
 * @throws AppError `role_not_found`, `role_in_use` while a credential source goes through it
 */
export async function removeRole(viewer: Viewer, roleId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await orderCatalogueChanges(tx);
    await dropRoles(tx, viewer, [roleId]);
  });
}
