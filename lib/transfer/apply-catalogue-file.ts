import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { applyCatalogue } from "./apply-catalogue.ts";
import { PlanCatalogueInput } from "./plan-catalogue-file.ts";
import type { CataloguePlan } from "./plan-view.ts";
import { readCatalogueYaml } from "./read-catalogue-yaml.ts";

/** What this takes; described at /api/openapi.json. */
export const ApplyCatalogueInput = z.strictObject({
  ...PlanCatalogueInput.shape,
  /** The plan's. */
  digest: z.string().max(64),
  /** Whether what is refused is left out; otherwise nothing is done when something is. */
  skipRefused: z.boolean().default(false),
});

/**
 * Applies a catalogue file as planned. The file has a name, under which it owns what it names.
 * @throws AppError `not_allowed`, `catalogue_file_malformed`, `plan_changed`, `plan_refused`
 */
export async function applyCatalogueFile(viewer: Viewer, input: unknown): Promise<CataloguePlan> {
  requireManager(viewer);
  const { file, ...asked } = ApplyCatalogueInput.parse(input);
  const { managedBy, entries } = readCatalogueYaml(file);
  if (managedBy === null) {
    const details = { place: "line 1", reason: "it needs a name to be applied: managed-by" };
    throw new AppError("catalogue_file_malformed", `The catalogue file is wrong: ${details.reason}.`, {
      details,
    });
  }
  return applyCatalogue(viewer, { ...asked, entries, managedBy });
}
