import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { readCatalogueState } from "./catalogue-state.ts";
import { exportEntries } from "./export-entries.ts";
import { isManagedByName } from "./read-catalogue-yaml.ts";
import { renderCatalogueYaml } from "./render-catalogue-yaml.ts";

/** What this takes as its query; described at /api/openapi.json. */
export const ExportCatalogueInput = z.strictObject({
  /** Only what this catalogue file owns. */
  managedBy: z.string().max(60).refine(isManagedByName).optional(),
});

/**
 * The catalogue as a YAML file, for owners, admins and auditors: the same text for the same catalogue, ExternalIds
 * included, without any secret.
 * @throws AppError `not_allowed`
 */
export async function exportCatalogueFile(viewer: Viewer, input: unknown): Promise<string> {
  requireReader(viewer);
  const { managedBy } = ExportCatalogueInput.parse(input);
  return renderCatalogueYaml(exportEntries(await readCatalogueState(db()), managedBy), managedBy ?? null);
}
