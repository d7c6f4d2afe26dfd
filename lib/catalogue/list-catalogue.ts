import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { type CatalogueRole, catalogueColumns, toCatalogueRole } from "./catalogue-role.ts";

/**
 * The roles that the viewer may know of: for owners and auditors the whole catalogue, for members what is assigned
 * to them now. By account name, then label.
 */
export async function listCatalogue(viewer: Viewer): Promise<CatalogueRole[]> {
  const rows = await db().awsRole.findMany({
    where: { removedAt: null, ...visibleTo(viewer) },
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
    where: { id: roleId, removedAt: null, ...visibleTo(viewer) },
    select: catalogueColumns,
  });
  if (!row) throw new AppError("role_not_found", "There is no such role.");
  return toCatalogueRole(row);
}

function visibleTo(viewer: Viewer) {
  if (viewer.portalRole !== "member") return {};
  const open = { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  return { assignments: { some: { personId: viewer.personId, ...open } } };
}
