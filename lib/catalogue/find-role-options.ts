import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { readRoleOptions } from "./read-role-options.ts";
import type { RoleOptions } from "./role-options-view.ts";

/**
 * How a role is assumed, for owners and auditors.
 * @throws AppError `role_not_found`
 */
export async function findRoleOptions(viewer: Viewer, roleId: string): Promise<RoleOptions> {
  requireReader(viewer);
  return readRoleOptions(db(), roleId);
}
