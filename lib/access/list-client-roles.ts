import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db, provider } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { AppError } from "#lib/errors.ts";
import { partitionIds } from "#lib/partitions/partitions.ts";
import { ClientPageInput, pageOf, pageStart } from "./client-page.ts";
import { givesCredentials } from "./gives-credentials.ts";

/** ListAccountRoles as AWS answers it; the last page has a null `nextToken`. */
export type ClientRoles = {
  roleList: { roleName: string; accountId: string }[];
  nextToken: string | null;
};

const Input = z.strictObject({ ...ClientPageInput, accountId: z.string().regex(/^\d{12}$/) });

/**
 * The names of an account's roles that give the viewer credentials, in plain order, each once.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccountRoles.html
 * @throws AppError `role_not_assigned` when there is none, whether there is such an account or not;
 *   `cursor_malformed`
 */
export async function listClientRoles(viewer: Viewer, input: unknown): Promise<ClientRoles> {
  const { accountId, maxResult, nextToken } = Input.parse(input);
  const list = `roles ${accountId}`;
  const after = pageStart(list, nextToken);
  const name = provider() === "postgresql" ? Prisma.sql`r."roleName" COLLATE "C"` : Prisma.sql`r."roleName"`;
  const rows = await db().$queryRaw<{ roleName: string }[]>(Prisma.sql`
    SELECT DISTINCT ${name} AS "roleName" FROM "AwsAccount" c JOIN "AwsRole" r ON r."awsAccountId" = c."id"
    WHERE c."accountId" = ${accountId} AND c."partition" IN (${Prisma.join([...partitionIds])})
      AND ${name} > ${after} AND ${givesCredentials(viewer)}
    ORDER BY 1 LIMIT ${maxResult + 1}`);
  if (rows.length === 0 && after === "")
    throw new AppError("role_not_assigned", "There is no role of that account, or none is assigned to you.");
  const page = pageOf(list, rows, maxResult, (row) => row.roleName);
  return {
    roleList: page.items.map(({ roleName }) => ({ roleName, accountId })),
    nextToken: page.nextToken,
  };
}
