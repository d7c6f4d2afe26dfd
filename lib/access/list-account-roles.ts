import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { type ListedRole, listRoles, type RoleListing } from "#lib/aws/list-roles.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import type { RoleEntry } from "#lib/transfer/entries-view.ts";
import { plainLine, shortened } from "#lib/transfer/plain-line.ts";
import { findLister } from "./find-lister.ts";
import { HowToAssume, readHow } from "./how-to-assume.ts";
import type { RoleListingView } from "./listing-view.ts";
import { planRole } from "./plan-role.ts";
import { runListing } from "./run-listing.ts";

/** What this takes; described at /api/openapi.json. */
export const ListAccountRolesInput = z
  .strictObject({
    /** Whose own account is listed; null or `default` for the default credential source. */
    sourceId: z.string().max(64).nullable().optional(),
    /** Instead of a source: a role of the catalogue, assumed to list the roles of its account and nothing else. */
    throughRoleId: z.string().max(64).optional(),
    /** As IAM takes it: `/teams/`. */
    pathPrefix: z
      .string()
      .max(512)
      .regex(/^\/[!-~]*$/, "begins with a slash")
      .optional(),
    nameContains: z.string().max(64).optional(),
    /** Only roles with this tag, of any value where none is given. */
    tag: z
      .strictObject({ key: z.string().min(1).max(128), value: z.string().max(256).optional() })
      .optional(),
    /** Whether tags are read too, which takes a question for each role. */
    tags: z.boolean().optional(),
    mfaCode: HowToAssume.mfaCode,
    mfaSerial: HowToAssume.mfaSerial,
  })
  .refine(({ sourceId, throughRoleId }) => throughRoleId === undefined || sourceId == null, {
    path: ["throughRoleId"],
    message: "stands in place of a source",
  });

/**
 * Lists the IAM roles of an account as entries for an import. Nothing is changed. IAM's description becomes the note
 * where the catalogue has none. With a tag asked for, AWS must let every role's tags be read.
 * @throws AppError `source_not_found`, `role_not_found`, `source_…`, `too_many_requests`, `mfa_…`, and AWS's no as
 *   `aws_…`
 */
export async function listAccountRoles(viewer: Viewer, input: unknown): Promise<RoleListingView> {
  requireManager(viewer);
  const asked = ListAccountRolesInput.parse(input);
  const { sourceId = null, throughRoleId, pathPrefix = "/", nameContains = "", tag, tags = false } = asked;
  const { mfaCode, mfaSerial } = asked;
  const fragment = nameContains.trim().toLowerCase();
  const listed = await runListing(viewer, {
    what: "roles",
    ...(await (throughRoleId === undefined ? findLister(db(), sourceId) : findThrough(db(), throughRoleId))),
    mfa: readHow({ mfaCode, mfaSerial }).mfa,
    actions: ["iam:ListRoles", "iam:ListRoleTags"],
    list: (source, deadline) =>
      listRoles({
        source,
        pathPrefix,
        isWanted: ({ name }) => name.toLowerCase().includes(fragment),
        tags: tag ? "needed" : tags ? "welcome" : "no",
        deadline,
      }),
    fields: (listing) => ({
      listedAccount: listing.accountId,
      roles: listing.roles.length,
      tags: listing.tags,
    }),
  });
  const wanted = listed.roles.filter((role) => tag === undefined || isTagged(role, tag));
  return viewOf(listed, wanted, await notedArns(db(), listed));
}

function isTagged(
  { tags }: ListedRole,
  { key, value }: { key: string; value?: string | undefined },
): boolean {
  const own = tags && Object.hasOwn(tags, key) ? tags[key] : undefined;
  return own !== undefined && (value === undefined || own === value);
}

/** A role of the team's catalogue; a member's own is theirs alone. */
async function findThrough(tx: Tx, roleId: string) {
  const row = await tx.awsRole.findFirst({
    where: { id: roleId, removedAt: null, ownerId: null },
    select: { id: true },
  });
  if (!row) throw new AppError("role_not_found", "There is no such role.");
  const plan = await planRole(tx, roleId);
  return { plan, sourceName: plan.source.name || plan.source.id };
}

/** Roles that somebody has written a note of, which an import is not to overwrite. */
async function notedArns(tx: Tx, { partition, accountId }: RoleListing): Promise<ReadonlySet<string>> {
  const rows = await tx.awsRole.findMany({
    where: { removedAt: null, ownerId: null, note: { not: "" }, account: { partition, accountId } },
    select: { arn: true },
  });
  return new Set(rows.map((row) => row.arn));
}

function viewOf(
  { partition, accountId, tags, leftOut, truncated }: RoleListing,
  roles: readonly ListedRole[],
  noted: ReadonlySet<string>,
): RoleListingView {
  return {
    accounts: roles.length === 0 ? [] : [{ at: accountId, partition, accountId }],
    roles: roles.map((role) => entryOf(role, noted)),
    groups: [],
    assignments: [],
    refused: [],
    notes: [],
    secretsFound: 0,
    accountId,
    tagsDenied: tags === "denied",
    tagsIncomplete: tags === "incomplete",
    leftOut,
    truncated,
  };
}

function entryOf(role: ListedRole, noted: ReadonlySet<string>): RoleEntry {
  const { arn, description, maxSessionDurationSeconds: maxDurationSeconds, tags } = role;
  const note = noted.has(arn) ? "" : shortened(plainLine(description), 500);
  return { at: arn, arn, maxDurationSeconds, ...(note !== "" && { note }), ...(tags && { tags }) };
}
