import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { applyCatalogue } from "#lib/transfer/apply-catalogue.ts";
import type { CatalogueEntries } from "#lib/transfer/entries-view.ts";
import { onlyEntries, readCarried } from "./import-text.ts";
import type { ImportResult } from "./import-view.ts";
import { importOptions, planImport } from "./preview-import.ts";

/** What this takes; described at /api/openapi.json. */
export const ApplyImportInput = z.strictObject({
  /** The preview's text. */
  text: z.string().max(8 * 1024 * 1024),
  /** The preview's. */
  digest: z.string().max(64),
  /** The keys of the entries to take; all of them unless told. */
  only: z.array(z.string().max(64)).max(100_000).optional(),
});

/**
 * Writes what was previewed, in one transaction; what is refused is left out. Again, it changes nothing. AWS is not
 * asked once more: what is written is what was looked at.
 * @throws AppError `plan_changed` when the import would do anything else by now, `catalogue_file_malformed`
 */
export async function applyImport(viewer: Viewer, input: unknown): Promise<ImportResult> {
  requireManager(viewer);
  const { text, digest, only } = ApplyImportInput.parse(input);
  const entries = readCarried(text);
  const chosen =
    only === undefined ? { entries, digest } : await choose(viewer, entries, digest, new Set(only));
  const { counts } = await applyCatalogue(viewer, { ...chosen, ...importOptions, skipRefused: true });
  return { added: counts.add, changed: counts.change + counts.adopt, refused: counts.refuse };
}

/** Some of the entries, with the digest of what they would do: as long as all of them do what was looked at. */
async function choose(
  viewer: Viewer,
  all: CatalogueEntries,
  digest: string,
  keys: ReadonlySet<string>,
): Promise<{ entries: CatalogueEntries; digest: string }> {
  const entries = onlyEntries(all, keys);
  // The part before the whole: what changes in between is met here or when it is written.
  const part = await planImport(db(), viewer, entries);
  const whole = await planImport(db(), viewer, all);
  if (whole.digest === digest) return { entries, digest: part.digest };
  throw new AppError(
    "plan_changed",
    "The catalogue changed since this preview was made. Look at the new preview, then apply it.",
  );
}
