import { z } from "zod";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import {
  listOrganizationAccounts,
  type OrganizationAccount,
  type OrganizationListing,
} from "#lib/aws/list-organization-accounts.ts";
import { db, type Tx } from "#lib/db/client.ts";
import type { AccountEntry } from "#lib/transfer/entries-view.ts";
import { plainLine, shortened } from "#lib/transfer/plain-line.ts";
import { findLister } from "./find-lister.ts";
import { HowToAssume, readHow } from "./how-to-assume.ts";
import type { OrganizationListingView } from "./listing-view.ts";
import { runListing } from "./run-listing.ts";

/** What this takes; described at /api/openapi.json. */
export const ListOrganizationInput = z.strictObject({
  /** Null or `default` for the default credential source. */
  sourceId: z.string().max(64).nullable().optional(),
  mfaCode: HowToAssume.mfaCode,
  mfaSerial: HowToAssume.mfaSerial,
});

const actions = [
  "organizations:ListAccounts",
  "organizations:ListRoots",
  "organizations:ListOrganizationalUnitsForParent",
  "organizations:ListAccountsForParent",
  "organizations:ListTagsForResource",
];

/**
 * Lists the AWS organization that a credential source manages, as entries for an import. Nothing is changed. Accounts
 * that are not active are told apart.
 * @throws AppError `source_not_found`, `source_…`, `too_many_requests`, `mfa_…`, `aws_not_in_organization` and others
 *   of AWS's no as `aws_…`
 */
export async function listOrganization(viewer: Viewer, input: unknown): Promise<OrganizationListingView> {
  requireManager(viewer);
  const { sourceId = null, ...how } = ListOrganizationInput.parse(input);
  const tagged = await taggedAccountIds(db());
  const listed = await runListing(viewer, {
    what: "organization",
    ...(await findLister(db(), sourceId)),
    mfa: readHow(how).mfa,
    actions,
    list: (source, deadline) =>
      listOrganizationAccounts({ source, isTagged: (id) => tagged.has(id), deadline }),
    fields: ({ accounts, tags, ous }) => ({ accounts: accounts.length, tags, ous }),
  });
  return viewOf(listed);
}

async function taggedAccountIds(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.awsAccount.findMany({ where: { tags: { not: "{}" } }, select: { accountId: true } });
  return new Set(rows.map((row) => row.accountId));
}

function viewOf({ accounts, tags, ous, truncated }: OrganizationListing): OrganizationListingView {
  const active = accounts.filter((account) => account.state === "ACTIVE");
  const inactive = accounts.filter((account) => account.state !== "ACTIVE");
  return {
    accounts: active.map(entryOf),
    roles: [],
    groups: [],
    assignments: [],
    refused: [],
    notes: [],
    secretsFound: 0,
    tagsDenied: tags === "denied",
    ousDenied: ous === "denied",
    tagsIncomplete: tags === "incomplete",
    ousIncomplete: ous === "incomplete",
    leftOut: inactive.map(({ accountId, name, state }) => ({ accountId, name: nameOf(name), state })),
    truncated,
  };
}

function entryOf({ partition, accountId, name, tags, ouPath }: OrganizationAccount): AccountEntry {
  return {
    at: accountId,
    partition,
    accountId,
    name: nameOf(name) || accountId,
    ...(tags && { tags }),
    // At the root there is no unit.
    ...(ouPath !== undefined && { ouPath: ouPath === "/" ? null : ouPath }),
  };
}

function nameOf(name: string): string {
  return shortened(plainLine(name), 100);
}
