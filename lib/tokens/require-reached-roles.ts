import type { Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { idTable, sqlOf } from "#lib/db/read-tuples.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Refuses roles that may not give the viewer credentials now, unknown ones alike. What a token opens is asked again
 * whenever it is used.
 * @param roleIds each once, without commas and quotes
 * @throws AppError `role_not_assigned`
 */
export async function requireReachedRoles(tx: Tx, viewer: Viewer, roleIds: readonly string[]): Promise<void> {
  const { sql } = sqlOf();
  const at = now();
  const rows = await tx.$queryRaw<{ roleId: string }[]>(sql`
    SELECT DISTINCT r."id" AS "roleId" FROM ${idTable(roleIds)}
    CROSS JOIN "AwsRole" r
    JOIN "TargetRole" t ON t."roleId" = r."id"
    JOIN "Assignment" a ON a."targetId" = t."targetId"
    JOIN "Membership" m ON m."principalId" = a."principalId"
    WHERE r."id" = e."value" AND m."personId" = ${viewer.personId} AND a."credentials" AND r."removedAt" IS NULL
      AND (r."ownerId" IS NULL OR r."ownerId" = m."personId")
      AND (a."startsAt" IS NULL OR a."startsAt" <= ${at}) AND (a."expiresAt" IS NULL OR a."expiresAt" > ${at})`);
  if (viewer.portalRole === "auditor" || rows.length !== roleIds.length)
    throw new AppError("role_not_assigned", "You are not assigned to one of these roles for credentials.");
}
