import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import type { Use } from "./record-issue.ts";

/** What narrows a question about reach. */
export type ReachFilter = { use?: Use | undefined; groupId?: string | undefined };

/** The condition on an assignment `a` that it is in force now, for a use and by a group if asked. */
export function inForce({ use, groupId }: ReachFilter = {}): Prisma.Sql {
  const at = now();
  const conditions = [
    Prisma.sql`(a."startsAt" IS NULL OR a."startsAt" <= ${at})`,
    Prisma.sql`(a."expiresAt" IS NULL OR a."expiresAt" > ${at})`,
    ...(use === "console" ? [Prisma.sql`a."console"`] : []),
    ...(use === "credentials" ? [Prisma.sql`a."credentials"`] : []),
    ...(groupId === undefined ? [] : [Prisma.sql`a."groupId" = ${groupId}`]),
  ];
  return Prisma.join(conditions, " AND ");
}

/** The condition on a person `p` that anything can be given to them. */
export const mayReach = Prisma.sql`p."disabledAt" IS NULL AND p."portalRole" <> 'auditor'`;
