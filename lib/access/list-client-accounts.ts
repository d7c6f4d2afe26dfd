import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { type PartitionId, partitionIds } from "#lib/partitions/partitions.ts";
import { ClientPageInput, pageOf, pageStart } from "./client-page.ts";
import { givesCredentials } from "./gives-credentials.ts";

/** ListAccounts as AWS answers it; the last page has a null `nextToken`. */
export type ClientAccounts = {
  accountList: { accountId: string; accountName: string; emailAddress: string }[];
  nextToken: string | null;
};

const Input = z.strictObject(ClientPageInput);

type Row = { partition: PartitionId; accountId: string; name: string };

/**
 * The accounts with a role that gives the viewer credentials, by account id, each once. The catalogue knows no e-mail
 * addresses of accounts: they are empty, as AWS's clients show them anyway.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html
 * @throws AppError `cursor_malformed`
 */
export async function listClientAccounts(viewer: Viewer, input: unknown): Promise<ClientAccounts> {
  const { maxResult, nextToken } = Input.parse(input);
  const after = pageStart("accounts", nextToken);
  // An account id may stand in several partitions: what is one entry to a client may be several rows.
  const mostRows = (maxResult + 1) * partitionIds.length;
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    SELECT c."partition", c."accountId", c."name" FROM "AwsAccount" c
    WHERE c."accountId" > ${after} AND c."partition" IN (${Prisma.join([...partitionIds])})
      AND EXISTS (SELECT 1 FROM "AwsRole" r WHERE r."awsAccountId" = c."id" AND ${givesCredentials(viewer)})
    ORDER BY c."accountId" LIMIT ${mostRows}`);
  const byId = new Map<string, Row>();
  for (const row of rows) {
    const known = byId.get(row.accountId);
    if (!known || rank(row) < rank(known)) byId.set(row.accountId, row);
  }
  const page = pageOf("accounts", [...byId.values()], maxResult, (row) => row.accountId);
  return {
    accountList: page.items.map(({ accountId, name }) => ({
      accountId,
      accountName: name,
      emailAddress: "",
    })),
    nextToken: page.nextToken,
  };
}

const rank = ({ partition }: Row) => partitionIds.indexOf(partition);
