import type { Viewer } from "#lib/auth/viewer.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import { provider, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { sqlOf } from "#lib/db/read-tuples.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import type { Grant } from "./grants.ts";
import { type RoleToAssume, type RoleToAssumeRow, readRoleToAssume } from "./role-to-assume.ts";

/** A role that is assigned to the viewer at this moment, with everything that issuing needs. */
export type AssignedRole = RoleToAssume & {
  accountName: string;
  region: string | null;
  destination: string | null;
  /** What each assignment that reaches the role gives, by the assignment's id. At least one. */
  grants: readonly Grant[];
  roleMaxSeconds: number;
  /** The shortest duration that AWS refused for this role through its source. */
  refusedSeconds: number | null;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
  sessionPolicy: string | null;
  sessionPolicyArns: readonly string[];
  /** The values of the person's groups claim, for session tags and identity tokens. */
  groups: readonly string[];
  /** Differs when role, account or one of the assignments was changed. */
  version: string;
  useScore: number;
  usedAt: Date | null;
};

type Row = {
  accountName: string;
  region: string | null;
  destination: string | null;
  console: boolean | number;
  credentials: boolean | number;
  requiresReason: boolean | number;
  roleMaxSeconds: number | bigint;
  assignmentMaxSeconds: number | bigint | null;
  assignmentExpiresAt: Date | string | null;
  refusedSeconds: number | bigint | null;
  requiresSecondFactor: boolean | number;
  bindAddress: boolean | number;
  sessionPolicy: string | null;
  sessionPolicyArns: string;
  groups: string;
  useScore: number;
  usedAt: Date | string | null;
  assignmentChangedAt: Date | string;
  roleChangedAt: Date | string;
  accountChangedAt: Date | string;
  assignmentId: string;
} & RoleToAssumeRow;

/**
 * Asks in one indexed query whether a role is assigned to the viewer, now: the person enabled and no auditor, the
 * sign-in session or token in force, the role in the catalogue, and an assignment of the person or of one of their
 * groups begun, not ended, and reaching the role. No row, no access; one row for each assignment. It looks up what
 * reaches the role and who the person is, so that its cost does not grow with the catalogue. On PostgreSQL the rows
 * are locked against change until the transaction ends; SQLite has one writer.
 */
export async function findAssignedRole(tx: Tx, viewer: Viewer, roleId: string): Promise<AssignedRole | null> {
  const { sql, empty, raw } = sqlOf();
  const lock = provider() === "sqlite" ? empty : raw("FOR SHARE OF m, t, a, r, c, p, s");
  const at = now();
  const rows = await tx.$queryRaw<Row[]>(sql`
    SELECT r."id" AS "roleId", r."arn", r."roleName", r."label", c."partition", c."accountId", c."name" AS "accountName",
           r."region", r."destination", r."externalId", r."sourceIdentity", r."sessionName", r."sessionTags",
           r."tagsSent", r."requiresMfa", r."requiresSecondFactor", r."bindAddress", r."sessionPolicy",
           r."sessionPolicyArns", COALESCE(r."sourceId", c."sourceId") AS "sourceId", a."console", a."credentials",
           a."requiresReason", r."maxDurationSeconds" AS "roleMaxSeconds",
           a."maxDurationSeconds" AS "assignmentMaxSeconds", a."expiresAt" AS "assignmentExpiresAt",
           d."seconds" AS "refusedSeconds", p."groups", a."id" AS "assignmentId",
           a."updatedAt" AS "assignmentChangedAt", r."updatedAt" AS "roleChangedAt", c."updatedAt" AS "accountChangedAt",
           COALESCE(u."score", 0) AS "useScore", u."lastUsedAt" AS "usedAt"
    FROM "Membership" m
    JOIN "TargetRole" t ON t."roleId" = ${roleId}
    JOIN "Assignment" a ON a."principalId" = m."principalId" AND a."targetId" = t."targetId"
    JOIN "AwsRole" r ON r."id" = t."roleId"
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    JOIN "Person" p ON p."id" = m."personId"
    ${proofOf(viewer, roleId, at)}
    LEFT JOIN "RoleUse" u ON u."personId" = m."personId" AND u."roleId" = t."roleId"
    LEFT JOIN "RefusedDuration" d ON d."roleId" = r."id" AND d."shape" = COALESCE(r."sourceId", c."sourceId", 'default')
    WHERE m."personId" = ${viewer.personId} AND r."removedAt" IS NULL
      AND (r."ownerId" IS NULL OR r."ownerId" = m."personId")
      AND p."disabledAt" IS NULL AND p."portalRole" <> 'auditor'
      AND (a."startsAt" IS NULL OR a."startsAt" <= ${at})
      AND (a."expiresAt" IS NULL OR a."expiresAt" > ${at}) ${lock}`);
  const row = rows[0];
  if (!row || !isPartitionId(row.partition)) return null;
  const byId = (one: Row, other: Row) => (one.assignmentId < other.assignmentId ? -1 : 1);
  const assignments = rows.sort(byId);
  return {
    ...readRoleToAssume(row),
    accountName: row.accountName,
    region: row.region,
    destination: row.destination,
    grants: assignments.map(toGrant),
    roleMaxSeconds: Number(row.roleMaxSeconds),
    refusedSeconds: row.refusedSeconds === null ? null : Number(row.refusedSeconds),
    requiresSecondFactor: Boolean(row.requiresSecondFactor),
    bindAddress: Boolean(row.bindAddress),
    sessionPolicy: row.sessionPolicy,
    sessionPolicyArns: readTextList(row.sessionPolicyArns),
    groups: readTextList(row.groups),
    version: [
      ...assignments.map((each) => `${each.assignmentId}@${time(each.assignmentChangedAt)}`),
      time(row.roleChangedAt),
      time(row.accountChangedAt),
    ].join(" "),
    useScore: Number(row.useScore),
    usedAt: row.usedAt === null ? null : new Date(row.usedAt),
  };
}

/** What the viewer came with, still in force: a browser's sign-in, an access token, or an AWS client's sign-in. */
function proofOf({ accessToken, clientSignIn, signInId }: Viewer, roleId: string, at: Date) {
  const { sql, empty } = sqlOf();
  if (accessToken !== null) {
    const limit = accessToken.limitedToRoles
      ? sql`AND EXISTS (SELECT 1 FROM "AccessTokenRole" l WHERE l."tokenId" = ${accessToken.id}
                        AND l."roleId" = ${roleId})`
      : empty;
    return sql`JOIN "AccessToken" s ON s."id" = ${accessToken.id} AND s."personId" = p."id"
               AND s."revokedAt" IS NULL AND s."expiresAt" > ${at} ${limit}`;
  }
  if (clientSignIn !== null)
    return sql`JOIN "ClientSignIn" s ON s."id" = ${clientSignIn.id} AND s."personId" = p."id"
               AND s."endedAt" IS NULL AND s."expiresAt" > ${at}`;
  return sql`JOIN "SignIn" s ON s."id" = ${signInId} AND s."personId" = p."id" AND s."endedAt" IS NULL`;
}

const time = (value: Date | string) => new Date(value).getTime();

type GrantRow = Pick<
  Row,
  | "assignmentId"
  | "console"
  | "credentials"
  | "requiresReason"
  | "assignmentMaxSeconds"
  | "assignmentExpiresAt"
>;

/** A grant of a row; SQLite's booleans are numbers in plain SQL. */
export function toGrant(row: GrantRow): Grant {
  const { assignmentMaxSeconds, assignmentExpiresAt } = row;
  return {
    assignmentId: row.assignmentId,
    console: Boolean(row.console),
    credentials: Boolean(row.credentials),
    maxDurationSeconds: assignmentMaxSeconds === null ? null : Number(assignmentMaxSeconds),
    requiresReason: Boolean(row.requiresReason),
    expiresAt: assignmentExpiresAt === null ? null : time(assignmentExpiresAt),
  };
}
