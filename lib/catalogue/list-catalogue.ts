import { assignedTo } from "#lib/assignments/assigned-roles.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { type CatalogueRole, catalogueColumns, toCatalogueRole } from "./catalogue-role.ts";

/**
 * The roles that the viewer may know of: for owners, admins and auditors the whole catalogue, for members what is assigned
 * to them now. By account name, then label.
 */
export async function listCatalogue(viewer: Viewer): Promise<CatalogueRole[]> {
  const rows = await db().awsRole.findMany({
    where: visibleTo(viewer),
    orderBy: [
      { account: { name: "asc" } },
      { account: { accountId: "asc" } },
      { label: "asc" },
      { arn: "asc" },
    ],
    select: catalogueColumns,
  });
  return rows.map(toCatalogueRole);
}

/**
 * One role of the catalogue, if the viewer may know of it.
 * @throws AppError `role_not_found`, the same for absent and forbidden
 */
export async function findCatalogueRole(viewer: Viewer, roleId: string): Promise<CatalogueRole> {
  const row = await db().awsRole.findFirst({
    where: { id: roleId, ...visibleTo(viewer) },
    select: catalogueColumns,
  });
  if (!row) throw new AppError("role_not_found", "There is no such role.");
  return toCatalogueRole(row);
}

/** What members added for themselves is in nobody else's catalogue. */
function visibleTo(viewer: Viewer) {
  return viewer.portalRole === "member" ? assignedTo(viewer.personId) : { removedAt: null, ownerId: null };
}
