import { idTable, readTuples, type SqlText, sqlOf } from "#lib/db/read-tuples.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import type { ExportedRole } from "#lib/transfer/exported-role.ts";

/** A role as it is stored, for exports; what is one person's own comes later. */
export type ExportRow = Omit<ExportedRole, "alias" | "folder" | "mfaSerial" | "chain" | "url"> & {
  id: string;
  accountColor: string;
  /** The role's own credential source or its account's; null for the default one. */
  sourceId: string | null;
};

/** Every role of the team's catalogue, by account name and role name. */
export function readCatalogueRows(): Promise<ExportRow[]> {
  const { sql } = sqlOf();
  return readRows(sql`FROM "AwsRole" r JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    WHERE r."removedAt" IS NULL AND r."ownerId" IS NULL`);
}

/** Roles that reach a person, by account name and role name; of members' own roles only theirs. */
export function readRowsOf(roleIds: readonly string[], personId: string): Promise<ExportRow[]> {
  const { sql } = sqlOf();
  return readRows(sql`FROM ${idTable(roleIds)} CROSS JOIN "AwsRole" r
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    WHERE r."id" = e."value" AND r."removedAt" IS NULL
      AND (r."ownerId" IS NULL OR r."ownerId" = ${personId})`);
}

const columns = [
  'r."id"',
  'r."arn"',
  'r."roleName"',
  'r."label"',
  'r."note"',
  'r."color"',
  'r."region"',
  'r."maxDurationSeconds"',
  'r."externalId"',
  'r."requiresMfa"',
  'r."tags"',
  'COALESCE(r."sourceId", c."sourceId")',
  'c."partition"',
  'c."accountId"',
  'c."name"',
  'c."color"',
  'c."ouPath"',
] as const;

type Tuple = [
  id: string,
  arn: string,
  roleName: string,
  label: string,
  note: string,
  color: string | null,
  region: string | null,
  maxDurationSeconds: number,
  externalId: string | null,
  requiresMfa: unknown,
  tags: string,
  sourceId: string | null,
  partition: string,
  accountId: string,
  accountName: string,
  accountColor: string,
  ouPath: string | null,
];

async function readRows(from: SqlText): Promise<ExportRow[]> {
  // The columns above are these, by the schema's types.
  const tuples = (await readTuples(columns, from)) as unknown[] as Tuple[];
  return tuples
    .flatMap((tuple) => toRow(tuple) ?? [])
    .sort(
      (a, b) =>
        compare(a.accountName, b.accountName) || compare(a.accountId, b.accountId) || compare(a.arn, b.arn),
    );
}

function toRow(tuple: Tuple): ExportRow | null {
  const [id, arn, roleName, label, note, color, region, maxDurationSeconds, externalId, requiresMfa] = tuple;
  const [, , , , , , , , , , tags, sourceId, partition, accountId, accountName, accountColor, ouPath] = tuple;
  if (!isPartitionId(partition)) return null;
  return {
    id,
    arn,
    roleName,
    label,
    note,
    color,
    region,
    maxDurationSeconds,
    externalId,
    requiresMfa: Boolean(requiresMfa),
    tags: readTagMap(tags),
    sourceId,
    partition,
    accountId,
    accountName,
    accountColor,
    ouPath,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
