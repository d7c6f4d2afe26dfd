import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import type { CatalogueEntries } from "#lib/transfer/entries-view.ts";
import { planCatalogue } from "#lib/transfer/plan-catalogue.ts";
import type { CataloguePlan } from "#lib/transfer/plan-view.ts";
import { carriedText, importItems, readCarried, withSources } from "./import-text.ts";
import type { ImportPreview, ImportReading } from "./import-view.ts";
import { importOrigins, readImport } from "./read-import.ts";

/** What this takes; described at /api/openapi.json. */
export const PreviewImportInput = z.discriminatedUnion("kind", [
  ...importOrigins,
  z.strictObject({
    kind: z.literal("carried"),
    /** The text of an earlier preview. */
    text: z.string().max(8 * 1024 * 1024),
    /** Credential sources by name, for roles whose profile holds keys of its own. */
    sources: z
      .array(
        z.strictObject({ source: z.string().max(60), roleArns: z.array(z.string().max(2048)).max(20_000) }),
      )
      .max(1000)
      .optional(),
  }),
]);

/** An import owns nothing and removes nothing. */
export const importOptions = { managedBy: null, prune: false } as const;

/**
 * What importing would do: added, changed, unchanged, refused and why. Nothing is written. Of what holds secrets the
 * answer says how many there were.
 * @throws AppError `import_malformed`, `catalogue_file_malformed`, and those of `listOrganization` and
 *   `listAccountRoles`
 */
export async function previewImport(viewer: Viewer, input: unknown): Promise<ImportPreview> {
  requireManager(viewer);
  const asked = PreviewImportInput.parse(input);
  if (asked.kind === "carried")
    return planOf(viewer, withSources(readCarried(asked.text), asked.sources ?? []), null);
  const { entries, reading } = await readImport(viewer, asked);
  return planOf(viewer, entries, reading);
}

async function planOf(
  viewer: Viewer,
  entries: CatalogueEntries,
  reading: ImportReading | null,
): Promise<ImportPreview> {
  const { text, carried } = carriedText(entries);
  const { items, digest } = await planImport(db(), viewer, carried);
  return { text, digest, items: importItems(items, carried, entries), reading };
}

/** What the entries of an import would do to the catalogue as it is now. */
export function planImport(tx: Tx, viewer: Viewer, entries: CatalogueEntries): Promise<CataloguePlan> {
  return planCatalogue(tx, viewer, entries, importOptions);
}
