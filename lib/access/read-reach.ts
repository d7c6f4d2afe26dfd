import type { Viewer } from "#lib/auth/viewer.ts";
import { db, provider } from "#lib/db/client.ts";
import { sqlOf } from "#lib/db/read-tuples.ts";
import { toGrant } from "./find-assigned-role.ts";
import { endOf, type Grant, termsOf, type UseTerms } from "./grants.ts";

/** What the assignments that reach a role come to for one person. */
export type Reached = {
  console: UseTerms | null;
  credentials: UseTerms | null;
  /** When the last of them ends, milliseconds since 1970; null while one does not. */
  endsAt: number | null;
};

type AssignmentRow = {
  targetId: string;
  assignmentId: string;
  console: boolean | number;
  credentials: boolean | number;
  requiresReason: boolean | number;
  assignmentMaxSeconds: number | bigint | null;
  assignmentExpiresAt: Date | string | null;
};

/**
 * What reaches the viewer now, by role id; auditors are reached by nothing.
 * @param roleId the one role that is asked about, or null for all
 */
export async function readReach(
  viewer: Viewer,
  roleId: string | null,
  at: Date,
): Promise<Map<string, Reached>> {
  const reached = new Map<string, Reached>();
  if (viewer.portalRole === "auditor") return reached;
  const { sql, empty } = sqlOf();
  const mine = sql`
    FROM "Membership" m JOIN "Assignment" a ON a."principalId" = m."principalId"
    WHERE m."personId" = ${viewer.personId}
      AND (a."startsAt" IS NULL OR a."startsAt" <= ${at}) AND (a."expiresAt" IS NULL OR a."expiresAt" > ${at})`;
  const assignments = await db().$queryRaw<AssignmentRow[]>(sql`
    SELECT a."targetId", a."id" AS "assignmentId", a."console", a."credentials", a."requiresReason",
           a."maxDurationSeconds" AS "assignmentMaxSeconds", a."expiresAt" AS "assignmentExpiresAt" ${mine}`);
  // One row a target and not one a role: rows are what costs. Ids have no commas.
  const joined =
    provider() === "sqlite" ? sql`group_concat(t."roleId", ',')` : sql`string_agg(t."roleId", ',')`;
  const links = await db().$queryRaw<{ targetId: string; roleIds: string }[]>(sql`
    SELECT t."targetId", ${joined} AS "roleIds" FROM "TargetRole" t
    WHERE t."targetId" IN (SELECT a."targetId" ${mine}) ${roleId === null ? empty : sql`AND t."roleId" = ${roleId}`}
    GROUP BY t."targetId"`);

  const grantsOf = new Map<string, Grant[]>();
  for (const row of assignments) append(grantsOf, row.targetId, [toGrant(row)]);
  const byRole = new Map<string, Grant[]>();
  for (const { targetId, roleIds } of links) {
    const grants = grantsOf.get(targetId);
    // An assignment that was made or ended between the two questions.
    if (grants === undefined) continue;
    for (const id of roleIds.split(",")) append(byRole, id, grants);
  }
  for (const [id, grants] of byRole) reached.set(id, summary(grants));
  return reached;
}

function append(lists: Map<string, Grant[]>, key: string, grants: readonly Grant[]): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [...grants]);
  else known.push(...grants);
}

const summary = (grants: readonly Grant[]): Reached => ({
  console: termsOf(grants, "console"),
  credentials: termsOf(grants, "credentials"),
  endsAt: endOf(grants),
});
