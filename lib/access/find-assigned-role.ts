import type { Viewer } from "#lib/auth/viewer.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import { provider, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma as PostgresqlPrisma } from "#lib/db/generated/postgresql/client.ts";
import { Prisma as SqlitePrisma } from "#lib/db/generated/sqlite/client.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { type RoleToAssume, type RoleToAssumeRow, readRoleToAssume } from "./role-to-assume.ts";

/** A role that is assigned to the viewer at this moment, with everything that issuing needs. */
export type AssignedRole = RoleToAssume & {
  accountName: string;
  region: string | null;
  destination: string | null;
  console: boolean;
  credentials: boolean;
  roleMaxSeconds: number;
  assignmentMaxSeconds: number | null;
  /** The shortest duration that AWS refused for this role through its source. */
  refusedSeconds: number | null;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
  sessionPolicy: string | null;
  sessionPolicyArns: readonly string[];
  /** The person's groups, for session tags and identity tokens. */
  groups: readonly string[];
  /** Differs when role, account or assignment was changed. */
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
  roleMaxSeconds: number | bigint;
  assignmentMaxSeconds: number | bigint | null;
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
 * Asks in one indexed query whether a role is assigned to the viewer, now: the person enabled, the sign-in session
 * open, the role in the catalogue, the assignment not ended. No row, no access. On PostgreSQL the rows are locked
 * against change until the transaction ends; SQLite has one writer.
 */
export async function findAssignedRole(tx: Tx, viewer: Viewer, roleId: string): Promise<AssignedRole | null> {
  const { sql, empty, raw } = provider() === "sqlite" ? SqlitePrisma : PostgresqlPrisma;
  const lock = provider() === "sqlite" ? empty : raw("FOR SHARE OF a, r, c, p, s");
  const rows = await tx.$queryRaw<Row[]>(sql`
    SELECT r."id" AS "roleId", r."arn", r."roleName", r."label", c."partition", c."accountId", c."name" AS "accountName",
           r."region", r."destination", r."externalId", r."sourceIdentity", r."sessionName", r."sessionTags",
           r."tagsSent", r."requiresMfa", r."requiresSecondFactor", r."bindAddress", r."sessionPolicy",
           r."sessionPolicyArns", COALESCE(r."sourceId", c."sourceId") AS "sourceId", a."console", a."credentials",
           r."maxDurationSeconds" AS "roleMaxSeconds", a."maxDurationSeconds" AS "assignmentMaxSeconds",
           d."seconds" AS "refusedSeconds", p."groups", a."id" AS "assignmentId",
           a."updatedAt" AS "assignmentChangedAt", r."updatedAt" AS "roleChangedAt", c."updatedAt" AS "accountChangedAt",
           COALESCE(u."score", 0) AS "useScore", u."lastUsedAt" AS "usedAt"
    FROM "Assignment" a
    JOIN "AwsRole" r ON r."id" = a."roleId"
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    JOIN "Person" p ON p."id" = a."personId"
    JOIN "SignIn" s ON s."id" = ${viewer.signInId} AND s."personId" = p."id"
    LEFT JOIN "RoleUse" u ON u."personId" = a."personId" AND u."roleId" = a."roleId"
    LEFT JOIN "RefusedDuration" d ON d."roleId" = r."id" AND d."shape" = COALESCE(r."sourceId", c."sourceId", 'default')
    WHERE a."personId" = ${viewer.personId} AND a."roleId" = ${roleId} AND r."removedAt" IS NULL
      AND p."disabledAt" IS NULL AND s."endedAt" IS NULL
      AND (a."expiresAt" IS NULL OR a."expiresAt" > ${now()}) ${lock}`);
  const row = rows[0];
  if (!row || !isPartitionId(row.partition)) return null;
  return {
    ...readRoleToAssume(row),
    accountName: row.accountName,
    region: row.region,
    destination: row.destination,
    console: Boolean(row.console),
    credentials: Boolean(row.credentials),
    roleMaxSeconds: Number(row.roleMaxSeconds),
    assignmentMaxSeconds: row.assignmentMaxSeconds === null ? null : Number(row.assignmentMaxSeconds),
    refusedSeconds: row.refusedSeconds === null ? null : Number(row.refusedSeconds),
    requiresSecondFactor: Boolean(row.requiresSecondFactor),
    bindAddress: Boolean(row.bindAddress),
    sessionPolicy: row.sessionPolicy,
    sessionPolicyArns: readTextList(row.sessionPolicyArns),
    groups: readTextList(row.groups),
    version: [row.assignmentId, row.assignmentChangedAt, row.roleChangedAt, row.accountChangedAt]
      .map((part) => (part === row.assignmentId ? part : new Date(part).getTime()))
      .join(" "),
    useScore: Number(row.useScore),
    usedAt: row.usedAt === null ? null : new Date(row.usedAt),
  };
}
