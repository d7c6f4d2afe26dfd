import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { partitionIds } from "#lib/partitions/partitions.ts";
import { givesCredentials } from "./gives-credentials.ts";

type Row = { id: string; arn: string; partition: (typeof partitionIds)[number]; ownerId: string | null };

/**
 * The role that account id and role name mean to the viewer, among those that give them credentials. Where several do
 * (in another partition, under another path, or added by the person for themselves), the team's comes before the
 * person's own, and then partitions' order and the ARN decide, so that the answer stays the same.
 * @returns its id, or null
 */
export async function findRoleByName(
  viewer: Viewer,
  { accountId, roleName }: { accountId: string; roleName: string },
): Promise<string | null> {
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    SELECT r."id", r."arn", r."ownerId", c."partition"
    FROM "AwsAccount" c JOIN "AwsRole" r ON r."awsAccountId" = c."id"
    WHERE c."accountId" = ${accountId} AND c."partition" IN (${Prisma.join([...partitionIds])})
      AND r."roleName" = ${roleName} AND ${givesCredentials(viewer)}`);
  return rows.sort(byPreference)[0]?.id ?? null;
}

function byPreference(one: Row, other: Row): number {
  return (
    Number(one.ownerId !== null) - Number(other.ownerId !== null) ||
    partitionIds.indexOf(one.partition) - partitionIds.indexOf(other.partition) ||
    (one.arn < other.arn ? -1 : 1)
  );
}
