import type { SessionTag } from "#lib/catalogue/role-options-view.ts";
import { readSessionTags } from "#lib/catalogue/stored-options.ts";
import { isPartitionId, type PartitionId } from "#lib/partitions/partitions.ts";

/** What STS must be told to assume a role, before it is known for whom. One of a chain, or the only one. */
export type RoleToAssume = {
  roleId: string;
  arn: string;
  roleName: string;
  label: string;
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  /** The role's own credential source or its account's; null for the default one. */
  sourceId: string | null;
  externalId: string | null;
  sourceIdentity: boolean;
  /** Around `{person}`; null for the person's session name alone. */
  sessionName: string | null;
  sessionTags: readonly SessionTag[];
  tagsSent: boolean;
  requiresMfa: boolean;
};

/** The same as the database gives it. */
export type RoleToAssumeRow = Omit<
  RoleToAssume,
  "partition" | "sourceIdentity" | "sessionTags" | "tagsSent" | "requiresMfa"
> & {
  partition: string;
  sourceIdentity: boolean | number;
  sessionTags: string;
  tagsSent: boolean | number;
  requiresMfa: boolean | number;
};

/** Brings a row into shape; SQLite's booleans are numbers in plain SQL, and tags are stored as JSON. */
export function readRoleToAssume(row: RoleToAssumeRow): RoleToAssume {
  const { partition } = row;
  if (!isPartitionId(partition)) throw new Error(`a role is stored in the unknown partition ${partition}`);
  return {
    roleId: row.roleId,
    arn: row.arn,
    roleName: row.roleName,
    label: row.label,
    partition,
    accountId: row.accountId,
    sourceId: row.sourceId,
    externalId: row.externalId,
    sourceIdentity: Boolean(row.sourceIdentity),
    sessionName: row.sessionName,
    sessionTags: readSessionTags(row.sessionTags),
    tagsSent: Boolean(row.tagsSent),
    requiresMfa: Boolean(row.requiresMfa),
  };
}
