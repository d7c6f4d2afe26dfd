import { provider, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/postgresql/client.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";

/**
 * Keeps what a plan goes through as it is until the transaction ends: a change that another replica is about to
 * commit is waited for, and then seen. SQLite has one writer.
 */
export async function lockPlan(tx: Tx, { roles }: AssumptionPlan): Promise<void> {
  if (provider() === "sqlite") return;
  const sourceIds = roles.flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId]));
  const throughIds = roles.slice(0, -1).map((role) => role.roleId);
  if (sourceIds.length > 0)
    await tx.$queryRaw(Prisma.sql`
      SELECT "id" FROM "CredentialSource" WHERE "id" IN (${Prisma.join(sourceIds)}) ORDER BY "id" FOR SHARE`);
  if (throughIds.length > 0)
    await tx.$queryRaw(Prisma.sql`
      SELECT r."id" FROM "AwsRole" r JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
      WHERE r."id" IN (${Prisma.join(throughIds)}) ORDER BY r."id" FOR SHARE OF r, c`);
}
