import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { CatalogueEntries, RoleEntry } from "#lib/transfer/entries-view.ts";
import { readAwsConfig } from "#lib/transfer/read-aws-config.ts";
import { readCatalogueYaml } from "#lib/transfer/read-catalogue-yaml.ts";
import { readCsv } from "#lib/transfer/read-csv.ts";
import { readExtendSwitchRoles } from "#lib/transfer/read-extend-switch-roles.ts";
import type { ImportedProfile, ImportListing, ImportReading } from "./import-view.ts";
import { ListAccountRolesInput, listAccountRoles } from "./list-account-roles.ts";
import { ListOrganizationInput, listOrganization } from "./list-organization.ts";
import type { OrganizationListingView, RoleListingView } from "./listing-view.ts";

const Text = z.string().max(8 * 1024 * 1024);

/** Where an import comes from: a text of some kind, or AWS itself. */
export const importOrigins = [
  z.strictObject({ kind: z.literal("aws-config"), config: Text, credentials: Text.optional() }),
  z.strictObject({ kind: z.literal("extend-switch-roles"), text: Text }),
  z.strictObject({ kind: z.literal("csv"), text: Text }),
  z.strictObject({ kind: z.literal("yaml"), text: Text }),
  z.strictObject({ kind: z.literal("organization"), asked: ListOrganizationInput }),
  z.strictObject({ kind: z.literal("account-roles"), asked: ListAccountRolesInput }),
] as const;
const ImportOrigin = z.discriminatedUnion("kind", importOrigins);

/**
 * What an import would bring, as its origin tells it. Secrets in a text are counted and go no further than this.
 * @throws AppError `import_malformed`, `catalogue_file_malformed`, and those of `listOrganization` and
 *   `listAccountRoles`
 */
export async function readImport(
  viewer: Viewer,
  origin: z.infer<typeof ImportOrigin>,
): Promise<{ entries: CatalogueEntries; reading: ImportReading }> {
  requireManager(viewer);
  switch (origin.kind) {
    case "aws-config": {
      const { config, credentials } = origin;
      // Both files may be pasted as one, and either alone.
      const [text, rest] = config.trim() === "" ? [credentials ?? "", undefined] : [config, credentials];
      return readingOf(sayingNoSource(readAwsConfig(text, rest === undefined ? {} : { credentials: rest })));
    }
    case "extend-switch-roles":
      return readingOf(sayingNoSource(readExtendSwitchRoles(origin.text)));
    case "csv":
      return readingOf(readCsv(origin.text));
    case "yaml":
      return readingOf(readCatalogueYaml(origin.text).entries);
    case "organization": {
      const listed = await listOrganization(viewer, origin.asked);
      return readingOf(listed, listingOf(listed, listed.leftOut.length));
    }
    case "account-roles": {
      const listed = await listAccountRoles(viewer, origin.asked);
      const { serviceLinked, identityCenter } = listed.leftOut;
      return readingOf(listed, listingOf(listed, serviceLinked + identityCenter));
    }
    default:
      return origin satisfies never;
  }
}

/** Keys on somebody's machine are no source here: roles that have one in the catalogue keep it. */
function sayingNoSource(entries: CatalogueEntries): CatalogueEntries {
  const roles = entries.roles.map(
    ({ source, ...role }): RoleEntry =>
      source === undefined || source.kind === "none" ? role : { ...role, source },
  );
  return { ...entries, roles };
}

function readingOf(
  entries: CatalogueEntries,
  listing: ImportListing | null = null,
): { entries: CatalogueEntries; reading: ImportReading } {
  const { refused, notes, secretsFound } = entries;
  return { entries, reading: { refused, notes, secretsFound, profiles: profilesOf(entries), listing } };
}

/** The profiles with keys of their own that roles are assumed from: a credential source may stand for each. */
function profilesOf({ roles, notes }: CatalogueEntries): ImportedProfile[] {
  const byPlace = new Map<string, RoleEntry>(roles.map((role) => [role.at, role]));
  const profiles = new Map<string, string[]>();
  for (const { at, reason, details } of notes) {
    const role = reason === "source_unmapped" ? byPlace.get(at) : undefined;
    if (role === undefined) continue;
    const name = String(details?.["source"] ?? "");
    profiles.set(name, [...(profiles.get(name) ?? []), role.arn]);
  }
  return [...profiles].map(([name, roleArns]) => ({ name, roleArns }));
}

function listingOf(listed: OrganizationListingView | RoleListingView, leftOut: number): ImportListing {
  const { tagsDenied, tagsIncomplete, truncated } = listed;
  const ous = "ousDenied" in listed ? listed : { ousDenied: false, ousIncomplete: false };
  return {
    tagsDenied,
    tagsIncomplete,
    ousDenied: ous.ousDenied,
    ousIncomplete: ous.ousIncomplete,
    leftOut,
    truncated,
  };
}
