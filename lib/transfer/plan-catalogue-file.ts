import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { planCatalogue } from "./plan-catalogue.ts";
import type { CataloguePlan } from "./plan-view.ts";
import { readCatalogueYaml } from "./read-catalogue-yaml.ts";

/** What this takes; described at /api/openapi.json. */
export const PlanCatalogueInput = z.strictObject({
  /** A catalogue file's text. */
  file: z.string(),
  /** Whether what the file owns and no longer names is removed. */
  prune: z.boolean().default(true),
});

/**
 * What applying a catalogue file would do; nothing is written.
 * @throws AppError `not_allowed`, `catalogue_file_malformed`
 */
export async function planCatalogueFile(viewer: Viewer, input: unknown): Promise<CataloguePlan> {
  requireManager(viewer);
  const { file, prune } = PlanCatalogueInput.parse(input);
  const { managedBy, entries } = readCatalogueYaml(file);
  return planCatalogue(db(), viewer, entries, { managedBy, prune });
}
