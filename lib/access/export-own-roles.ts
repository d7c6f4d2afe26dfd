import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { checkMfaSerial } from "#lib/sources/source-fields.ts";
import {
  type ExportView,
  exportFiles,
  type OwnExportFormat,
  ownExportFormats,
} from "#lib/transfer/export-formats.ts";
import type { ExportedRole } from "#lib/transfer/exported-role.ts";
import { renderAwsConfig } from "#lib/transfer/render-aws-config.ts";
import { renderBookmarksHtml } from "#lib/transfer/render-bookmarks-html.ts";
import { renderCsv } from "#lib/transfer/render-csv.ts";
import { renderExtendSwitchRoles } from "#lib/transfer/render-extend-switch-roles.ts";
import { openUrl } from "./open-url.ts";
import { readChains } from "./read-chains.ts";
import { type ExportRow, readRowsOf } from "./read-export-rows.ts";
import { readOwnEntries } from "./read-own-entries.ts";
import { type Reached, readReach } from "./read-reach.ts";

/** What this takes; described at /api/openapi.json. An empty text counts as none, as fields of forms send it. */
export const OwnExportInput = z.strictObject({
  format: z.enum(ownExportFormats),
  /** For `aws-config`: the profile whose keys assume the roles, `default` unless told otherwise. */
  sourceProfile: z.string().max(128).optional(),
  /** For `aws-config`: the serial number of one's own MFA device. */
  mfaSerial: z.string().max(256).optional(),
});

/**
 * The roles that are assigned to the viewer now, as a file for another tool, with the viewer's own names, colours,
 * folders and default regions. Mints nothing. The ExternalId is in it for the reason that `listOwnKeyBlocks` gives. A
 * chain is written down only where every role of it is assigned to the viewer for credentials.
 * @throws AppError `mfa_serial_malformed`, `invalid_input`
 */
export async function exportOwnRoles(viewer: Viewer, input: unknown): Promise<ExportView> {
  const { format, sourceProfile, mfaSerial } = OwnExportInput.parse(input);
  const serial = checkMfaSerial(mfaSerial ?? null);
  const roles = await readOwnRoles(viewer, format, serial);
  return {
    ...exportFiles[format],
    text: render(format, roles, sourceProfile || "default"),
    roles: roles.length,
  };
}

async function readOwnRoles(
  viewer: Viewer,
  format: OwnExportFormat,
  mfaSerial: string | null,
): Promise<ExportedRole[]> {
  const at = now();
  const reach = await readReach(viewer, null, at);
  const wanted = [...reach].filter(([, reached]) => isFor(format, reached)).map(([id]) => id);
  if (wanted.length === 0) return [];
  const [rows, entries, chainOf] = await Promise.all([
    readRowsOf(wanted, viewer.personId),
    readOwnEntries(viewer.personId, at),
    readChains(),
  ]);
  return rows.map((row): ExportedRole => {
    const bookmark = entries.ofRole(row.id).bookmark ?? null;
    const chain = chainOf(row.sourceId);
    const mine = chain.every((step) => reach.get(step.roleId)?.credentials);
    return {
      ...fieldsOf(row),
      alias: bookmark?.alias ?? null,
      folder: bookmark?.folder ?? null,
      color: bookmark?.color ?? row.color ?? row.accountColor,
      region: bookmark?.region ?? row.region,
      maxDurationSeconds: secondsOf(row, reach.get(row.id), bookmark?.durationSeconds ?? null),
      mfaSerial,
      chain: mine ? chain.map(({ arn, externalId }) => ({ arn, externalId })) : [],
      url: openUrl(env().GENKAN_URL, row.id),
    };
  });
}

/** Profiles are for credentials, links and the switch to another role for the console, a table for both. */
function isFor(format: OwnExportFormat, { console, credentials }: Reached): boolean {
  switch (format) {
    case "aws-config":
      return credentials !== null;
    case "csv":
      return credentials !== null || console !== null;
    case "bookmarks":
    case "extend-switch-roles":
      return console !== null;
    default:
      return format satisfies never;
  }
}

function fieldsOf({ id: _, accountColor: __, sourceId: ___, ...row }: ExportRow) {
  return row;
}

function secondsOf(row: ExportRow, reached: Reached | undefined, chosen: number | null): number {
  const terms = reached?.credentials ?? reached?.console;
  const most = Math.min(row.maxDurationSeconds, terms?.maxDurationSeconds ?? row.maxDurationSeconds);
  return Math.min(most, chosen ?? most);
}

function render(format: OwnExportFormat, roles: readonly ExportedRole[], sourceProfile: string): string {
  switch (format) {
    case "aws-config":
      return configOf(roles, sourceProfile);
    case "extend-switch-roles":
      return renderExtendSwitchRoles(roles);
    case "csv":
      return renderCsv(roles);
    case "bookmarks":
      return renderBookmarksHtml(roles, "Genkan");
    default:
      return format satisfies never;
  }
}

function configOf(roles: readonly ExportedRole[], sourceProfile: string): string {
  try {
    return renderAwsConfig(roles, { sourceProfile });
  } catch (error) {
    if (error instanceof CredentialsRenderError)
      throw new AppError("invalid_input", "A profile's name has letters, digits and _ @ + . % : / -.", {
        details: { fields: ["sourceProfile"] },
        cause: error,
      });
    throw error;
  }
}
