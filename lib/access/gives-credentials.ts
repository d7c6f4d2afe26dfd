import type { Viewer } from "#lib/auth/viewer.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { inForce } from "./reach-sql.ts";

/**
 * The condition on a role `r` that it gives the viewer credentials now: in the catalogue, nobody else's own, and
 * reached by an assignment in force. It looks up what reaches the role, as `findAssignedRole` does.
 */
export function givesCredentials({ personId, portalRole }: Viewer): Prisma.Sql {
  if (portalRole === "auditor") return Prisma.sql`1 = 0`;
  return Prisma.sql`r."removedAt" IS NULL AND (r."ownerId" IS NULL OR r."ownerId" = ${personId})
    AND EXISTS (
      SELECT 1 FROM "TargetRole" t WHERE t."roleId" = r."id" AND t."targetId" IN (
        SELECT a."targetId" FROM "Membership" m JOIN "Assignment" a ON a."principalId" = m."principalId"
        WHERE m."personId" = ${personId} AND ${inForce({ use: "credentials" })}))`;
}
