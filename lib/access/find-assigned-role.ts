import type { Viewer } from "#lib/auth/viewer.ts";
import { provider, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma as PostgresqlPrisma } from "#lib/db/generated/postgresql/client.ts";
import { Prisma as SqlitePrisma } from "#lib/db/generated/sqlite/client.ts";
import { isPartitionId, type PartitionId } from "#lib/partitions/partitions.ts";

/** A role that is assigned to the viewer at this moment, with everything that issuing needs. */
export type AssignedRole = {
  roleId: string;
  arn: string;
  roleName: string;
  label: string;
  partition: PartitionId;
  accountId: string;
  accountName: string;
  region: string | null;
  destination: string | null;
  externalId: string | null;
  sourceIdentity: boolean;
  console: boolean;
  credentials: boolean;
  roleMaxSeconds: number;
  assignmentMaxSeconds: number | null;
  /** Differs when role or assignment was changed. */
  version: string;
  useScore: number;
  usedAt: Date | null;
};

type Row = Omit<AssignedRole, "partition" | "version"> & {
  partition: string;
  assignmentChangedAt: Date | string;
  roleChangedAt: Date | string;
  assignmentId: string;
};

/**
 * Asks in one indexed query whether a role is assigned to the viewer, now: the person enabled, the sign-in session
 * open, the role in the catalogue, the assignment not ended. No row, no access. On PostgreSQL the rows are locked
 * against change until the transaction ends; SQLite has one writer.
 */
export async function findAssignedRole(tx: Tx, viewer: Viewer, roleId: string): Promise<AssignedRole | null> {
  const { sql, empty, raw } = provider() === "sqlite" ? SqlitePrisma : PostgresqlPrisma;
  const lock = provider() === "sqlite" ? empty : raw("FOR SHARE OF a, r, p, s");
  const rows = await tx.$queryRaw<Row[]>(sql`
    SELECT r."id" AS "roleId", r."arn", r."roleName", r."label", c."partition", c."accountId", c."name" AS "accountName",
           r."region", r."destination", r."externalId", r."sourceIdentity", a."console", a."credentials",
           r."maxDurationSeconds" AS "roleMaxSeconds", a."maxDurationSeconds" AS "assignmentMaxSeconds",
           a."id" AS "assignmentId", a."updatedAt" AS "assignmentChangedAt", r."updatedAt" AS "roleChangedAt",
           COALESCE(u."score", 0) AS "useScore", u."lastUsedAt" AS "usedAt"
    FROM "Assignment" a
    JOIN "AwsRole" r ON r."id" = a."roleId"
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    JOIN "Person" p ON p."id" = a."personId"
    JOIN "SignIn" s ON s."id" = ${viewer.signInId} AND s."personId" = p."id"
    LEFT JOIN "RoleUse" u ON u."personId" = a."personId" AND u."roleId" = a."roleId"
    WHERE a."personId" = ${viewer.personId} AND a."roleId" = ${roleId} AND r."removedAt" IS NULL
      AND p."disabledAt" IS NULL AND s."endedAt" IS NULL
      AND (a."expiresAt" IS NULL OR a."expiresAt" > ${now()}) ${lock}`);
  const row = rows[0];
  if (!row || !isPartitionId(row.partition)) return null;
  const { assignmentChangedAt, roleChangedAt, assignmentId, ...role } = row;
  return {
    ...role,
    partition: row.partition,
    sourceIdentity: Boolean(row.sourceIdentity),
    console: Boolean(row.console),
    credentials: Boolean(row.credentials),
    roleMaxSeconds: Number(row.roleMaxSeconds),
    assignmentMaxSeconds: row.assignmentMaxSeconds === null ? null : Number(row.assignmentMaxSeconds),
    version: `${assignmentId} ${new Date(assignmentChangedAt).getTime()} ${new Date(roleChangedAt).getTime()}`,
    useScore: Number(row.useScore),
    usedAt: row.usedAt === null ? null : new Date(row.usedAt),
  };
}
