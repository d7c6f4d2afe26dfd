import { readSessionTags } from "./stored-options.ts";

/** A role of the catalogue as owners and automation see it. */
export type CatalogueRole = {
  id: string;
  arn: string;
  partition: string;
  /** Twelve digits. */
  accountId: string;
  accountName: string;
  accountColor: string;
  /** The account's id in the catalogue, for `PATCH /api/accounts/{id}`. */
  catalogueAccountId: string;
  roleName: string;
  label: string;
  color: string | null;
  region: string | null;
  destination: string | null;
  maxDurationSeconds: number;
  note: string;
  sourceIdentity: boolean;
  /** How many session tags the role has, and whether they are sent. */
  tags: number;
  tagsSent: boolean;
  requiresMfa: boolean;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
  updatedAt: string;
};

/** The columns that a catalogue role is made of. */
export type CatalogueRow = {
  id: string;
  arn: string;
  roleName: string;
  label: string;
  color: string | null;
  region: string | null;
  destination: string | null;
  maxDurationSeconds: number;
  note: string;
  sourceIdentity: boolean;
  sessionTags: string;
  tagsSent: boolean;
  requiresMfa: boolean;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
  updatedAt: Date;
  account: { id: string; partition: string; accountId: string; name: string; color: string };
};

export const catalogueColumns = {
  id: true,
  arn: true,
  roleName: true,
  label: true,
  color: true,
  region: true,
  destination: true,
  maxDurationSeconds: true,
  note: true,
  sourceIdentity: true,
  sessionTags: true,
  tagsSent: true,
  requiresMfa: true,
  requiresSecondFactor: true,
  bindAddress: true,
  updatedAt: true,
  account: { select: { id: true, partition: true, accountId: true, name: true, color: true } },
} as const;

/** The view of a row: named fields only, so that an ExternalId or another column never rides along. */
export function toCatalogueRole(row: CatalogueRow): CatalogueRole {
  return {
    id: row.id,
    arn: row.arn,
    partition: row.account.partition,
    accountId: row.account.accountId,
    accountName: row.account.name,
    accountColor: row.account.color,
    catalogueAccountId: row.account.id,
    roleName: row.roleName,
    label: row.label,
    color: row.color,
    region: row.region,
    destination: row.destination,
    maxDurationSeconds: row.maxDurationSeconds,
    note: row.note,
    sourceIdentity: row.sourceIdentity,
    tags: readSessionTags(row.sessionTags).length,
    tagsSent: row.tagsSent,
    requiresMfa: row.requiresMfa,
    requiresSecondFactor: row.requiresSecondFactor,
    bindAddress: row.bindAddress,
    updatedAt: row.updatedAt.toISOString(),
  };
}
