import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { readCatalogueState } from "./catalogue-state.ts";
import { exportEntries, personNames } from "./export-entries.ts";
import { mergeCatalogueYaml } from "./merge-catalogue-yaml.ts";
import { personFinder } from "./plan-groups.ts";
import { readCatalogueYaml } from "./read-catalogue-yaml.ts";

/** What this takes; described at /api/openapi.json. */
export const MergeCatalogueInput = z.strictObject({ file: z.string() });

/**
 * A catalogue file rewritten to say what the catalogue says, with its comments: what the file owns if it has a name,
 * else everything. For owners, admins and auditors.
 * @throws AppError `not_allowed`, `catalogue_file_malformed`
 */
export async function mergeCatalogueFile(viewer: Viewer, input: unknown): Promise<string> {
  requireReader(viewer);
  const { file } = MergeCatalogueInput.parse(input);
  const { managedBy } = readCatalogueYaml(file);
  const state = await readCatalogueState(db());
  const [find, nameOf] = [personFinder(state.people), personNames(state)];
  return mergeCatalogueYaml(file, exportEntries(state, managedBy ?? undefined), (name) => {
    const person = find(name);
    return ("id" in person ? nameOf(person.id) : name).toLowerCase();
  });
}
