import type { CatalogueEntries } from "#lib/transfer/entries-view.ts";

/** The accounts of an AWS organization, for an import. What AWS did not tell is absent from the entries. */
export type OrganizationListingView = CatalogueEntries & {
  /** AWS refused to tell tags, or the places in the organization. */
  tagsDenied: boolean;
  ousDenied: boolean;
  /** AWS did not tell all of them in time. */
  tagsIncomplete: boolean;
  ousIncomplete: boolean;
  /** Accounts that are closed, being closed or not active yet: they are no entries. */
  leftOut: readonly { accountId: string; name: string; state: string }[];
  /** Whether there are more accounts than 20,000. */
  truncated: boolean;
};

/** The IAM roles of one AWS account, for an import. */
export type RoleListingView = CatalogueEntries & {
  /** Whose roles they are: twelve digits. */
  accountId: string;
  tagsDenied: boolean;
  tagsIncomplete: boolean;
  /** How many roles are of AWS services or of IAM Identity Center, and so no entries. */
  leftOut: { serviceLinked: number; identityCenter: number };
  /** Whether there are more roles than 20,000. */
  truncated: boolean;
};
