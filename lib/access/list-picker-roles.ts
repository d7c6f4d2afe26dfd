import type { Viewer } from "#lib/auth/viewer.ts";
import { credentialFormats } from "#lib/credentials/credential-formats.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { describeSources, type PickerSource } from "./describe-sources.ts";
import { decayedScore } from "./frecency.ts";
import type { BookmarkView, PickerRole } from "./picker-role.ts";
import { capDuration } from "./plan-duration.ts";

type Row = {
  id: string;
  arn: string;
  partition: string;
  accountId: string;
  accountName: string;
  accountColor: string;
  accountTags: string;
  roleName: string;
  label: string;
  note: string;
  color: string | null;
  region: string | null;
  destination: string | null;
  roleMaxSeconds: number | bigint;
  console: boolean | number;
  credentials: boolean | number;
  assignmentMaxSeconds: number | bigint | null;
  refusedSeconds: number | bigint | null;
  requiresMfa: boolean | number;
  requiresSecondFactor: boolean | number;
  bindAddress: boolean | number;
  hasPolicy: boolean | number;
  sourceId: string | null;
  assignmentExpiresAt: Date | string | null;
  pinned: boolean | number | null;
  alias: string | null;
  bookmarkColor: string | null;
  bookmarkNote: string | null;
  position: number | null;
  bookmarkRegion: string | null;
  bookmarkDestination: string | null;
  bookmarkSeconds: number | bigint | null;
  format: string | null;
  score: number | null;
  lastUsedAt: Date | string | null;
};

/** Every role that is assigned to the viewer now, with the viewer's bookmarks and uses, by account and role name. */
export async function listPickerRoles(viewer: Viewer): Promise<PickerRole[]> {
  return readRoles(viewer, null);
}

/** One role that is assigned to the viewer now, or null. */
export async function findPickerRole(viewer: Viewer, roleId: string): Promise<PickerRole | null> {
  return (await readRoles(viewer, roleId))[0] ?? null;
}

async function readRoles(viewer: Viewer, roleId: string | null): Promise<PickerRole[]> {
  const at = now();
  const rows = await db().$queryRaw<Row[]>`
    SELECT r."id", r."arn", c."partition", c."accountId", c."name" AS "accountName", c."color" AS "accountColor",
           c."tags" AS "accountTags", r."roleName", r."label", r."note", r."color", r."region", r."destination",
           r."maxDurationSeconds" AS "roleMaxSeconds", a."console", a."credentials",
           a."maxDurationSeconds" AS "assignmentMaxSeconds", a."expiresAt" AS "assignmentExpiresAt",
           b."pinned", b."alias", b."color" AS "bookmarkColor", b."note" AS "bookmarkNote", b."position",
           b."region" AS "bookmarkRegion", b."destination" AS "bookmarkDestination",
           b."durationSeconds" AS "bookmarkSeconds", b."format", u."score", u."lastUsedAt",
           r."requiresMfa", r."requiresSecondFactor", r."bindAddress", d."seconds" AS "refusedSeconds",
           COALESCE(r."sourceId", c."sourceId") AS "sourceId",
           CASE WHEN r."sessionPolicy" IS NULL AND r."sessionPolicyArns" = '[]' THEN 0 ELSE 1 END AS "hasPolicy"
    FROM "Assignment" a
    JOIN "AwsRole" r ON r."id" = a."roleId"
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    LEFT JOIN "Bookmark" b ON b."personId" = a."personId" AND b."roleId" = a."roleId"
    LEFT JOIN "RoleUse" u ON u."personId" = a."personId" AND u."roleId" = a."roleId"
    LEFT JOIN "RefusedDuration" d ON d."roleId" = r."id" AND d."shape" = COALESCE(r."sourceId", c."sourceId", 'default')
    WHERE a."personId" = ${viewer.personId} AND (${roleId ?? ""} = '' OR a."roleId" = ${roleId ?? ""})
      AND r."removedAt" IS NULL AND (a."expiresAt" IS NULL OR a."expiresAt" > ${at})
    ORDER BY c."name", c."accountId", r."label", r."roleName"`;
  const sources = await describeSources(viewer, new Set(rows.map((row) => row.sourceId)));
  return rows.flatMap((row) => {
    const source = sources.get(row.sourceId);
    const role = source && toPickerRole(row, source, at);
    return role ? [role] : [];
  });
}

const iso = (value: Date | string | null) => (value === null ? null : new Date(value).toISOString());

function toPickerRole(row: Row, source: PickerSource, at: Date): PickerRole | null {
  const { partition, roleMaxSeconds, assignmentMaxSeconds } = row;
  if (!isPartitionId(partition)) return null;
  return {
    id: row.id,
    arn: row.arn,
    partition,
    accountId: row.accountId,
    accountName: row.accountName,
    accountColor: row.accountColor,
    roleName: row.roleName,
    label: row.label,
    note: row.note,
    color: row.color,
    region: row.region,
    destination: row.destination,
    tags: readTags(row.accountTags),
    console: Boolean(row.console),
    credentials: Boolean(row.credentials),
    ...capDuration({
      roleMaxSeconds: Number(roleMaxSeconds),
      assignmentMaxSeconds: assignmentMaxSeconds === null ? null : Number(assignmentMaxSeconds),
      refusedSeconds: row.refusedSeconds === null ? null : Number(row.refusedSeconds),
      chained: source.chaining,
    }),
    requiresMfa: Boolean(row.requiresMfa) || source.requiresMfa,
    mfaUntil: source.mfaUntil,
    requiresSecondFactor: Boolean(row.requiresSecondFactor),
    canBeReadOnly: !row.hasPolicy,
    bindAddress: Boolean(row.bindAddress),
    assignmentExpiresAt: iso(row.assignmentExpiresAt),
    bookmark: toBookmark(row),
    lastUsedAt: iso(row.lastUsedAt),
    frecency: decayedScore(row.score ?? 0, row.lastUsedAt === null ? null : new Date(row.lastUsedAt), at),
  };
}

function toBookmark(row: Row): BookmarkView | null {
  if (row.pinned === null) return null;
  return {
    pinned: Boolean(row.pinned),
    alias: row.alias,
    color: row.bookmarkColor,
    note: row.bookmarkNote,
    position: row.position ?? 0,
    region: row.bookmarkRegion,
    destination: row.bookmarkDestination,
    durationSeconds: row.bookmarkSeconds === null ? null : Number(row.bookmarkSeconds),
    format: credentialFormats.find((format) => format === row.format) ?? null,
  };
}

/** Tags are stored as a JSON object of strings; anything else is no tag. */
export function readTags(json: string): { key: string; value: string }[] {
  const value: unknown = JSON.parse(json);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).map(([key, tag]) => ({ key, value: String(tag) }));
}
