import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { env } from "#lib/env.ts";
import { catalogueExportFormats, type ExportView, exportFiles } from "#lib/transfer/export-formats.ts";
import type { ExportedRole } from "#lib/transfer/exported-role.ts";
import { renderCsv } from "#lib/transfer/render-csv.ts";
import { renderExtendSwitchRoles } from "#lib/transfer/render-extend-switch-roles.ts";
import { openUrl } from "./open-url.ts";
import { readChains } from "./read-chains.ts";
import { readCatalogueRows } from "./read-export-rows.ts";

/** What this takes; described at /api/openapi.json. */
export const CatalogueExportInput = z.strictObject({ format: z.enum(catalogueExportFormats) });

/**
 * Every role of the team's catalogue as a file for another tool, chains and ExternalIds included where the format has a
 * place for them. What members added for themselves is not in it.
 */
export async function exportCatalogue(viewer: Viewer, input: unknown): Promise<ExportView> {
  requireReader(viewer);
  const { format } = CatalogueExportInput.parse(input);
  const [rows, chainOf] = await Promise.all([readCatalogueRows(), readChains()]);
  const roles = rows.map(
    ({ id, accountColor, sourceId, ...row }): ExportedRole => ({
      ...row,
      // The extension knows no accounts to take a colour from; a table is read back, and says what the role itself has.
      color: format === "csv" ? row.color : (row.color ?? accountColor),
      alias: null,
      folder: null,
      mfaSerial: null,
      chain: chainOf(sourceId).map(({ arn, externalId }) => ({ arn, externalId })),
      url: openUrl(env().GENKAN_URL, id),
    }),
  );
  const text = format === "csv" ? renderCsv(roles) : renderExtendSwitchRoles(roles);
  return { ...exportFiles[format], text, roles: roles.length };
}
