import type { Viewer } from "#lib/auth/viewer.ts";
import { credentialFormats } from "#lib/credentials/credential-formats.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { effectiveTags } from "#lib/targets/reaches.ts";
import { describeSources, type PickerSource } from "./describe-sources.ts";
import { toGrant } from "./find-assigned-role.ts";
import { decayedScore } from "./frecency.ts";
import { endOf, type Grant, termsOf, type UseTerms } from "./grants.ts";
import type { BookmarkView, PickerRole, PickerUse } from "./picker-role.ts";
import { capDuration } from "./plan-duration.ts";

type Row = {
  id: string;
  arn: string;
  partition: string;
  accountId: string;
  accountName: string;
  accountColor: string;
  accountTags: string;
  roleTags: string;
  roleName: string;
  label: string;
  note: string;
  color: string | null;
  region: string | null;
  destination: string | null;
  roleMaxSeconds: number | bigint;
  refusedSeconds: number | bigint | null;
  requiresMfa: boolean | number;
  requiresSecondFactor: boolean | number;
  bindAddress: boolean | number;
  hasPolicy: boolean | number;
  sourceId: string | null;
  ownerId: string | null;
  pinned: boolean | number | null;
  alias: string | null;
  bookmarkColor: string | null;
  bookmarkNote: string | null;
  position: number | null;
  bookmarkRegion: string | null;
  bookmarkDestination: string | null;
  bookmarkSeconds: number | bigint | null;
  format: string | null;
  hidden: boolean | number | null;
  folder: string | null;
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

type GrantRow = {
  roleId: string;
  assignmentId: string;
  console: boolean | number;
  credentials: boolean | number;
  requiresReason: boolean | number;
  assignmentMaxSeconds: number | bigint | null;
  assignmentExpiresAt: Date | string | null;
};

/** What reaches the viewer's roles now, by role; auditors are reached by nothing. */
async function readGrants(viewer: Viewer, roleId: string | null, at: Date): Promise<Map<string, Grant[]>> {
  const grants = new Map<string, Grant[]>();
  if (viewer.portalRole === "auditor") return grants;
  const rows = await db().$queryRaw<GrantRow[]>`
    SELECT t."roleId", a."id" AS "assignmentId", a."console", a."credentials", a."requiresReason",
           a."maxDurationSeconds" AS "assignmentMaxSeconds", a."expiresAt" AS "assignmentExpiresAt"
    FROM "Membership" m
    JOIN "Assignment" a ON a."principalId" = m."principalId"
    JOIN "TargetRole" t ON t."targetId" = a."targetId"
    WHERE m."personId" = ${viewer.personId} AND (${roleId ?? ""} = '' OR t."roleId" = ${roleId ?? ""})
      AND (a."startsAt" IS NULL OR a."startsAt" <= ${at}) AND (a."expiresAt" IS NULL OR a."expiresAt" > ${at})`;
  for (const row of rows) {
    const known = grants.get(row.roleId);
    if (known) known.push(toGrant(row));
    else grants.set(row.roleId, [toGrant(row)]);
  }
  return grants;
}

async function readRoles(viewer: Viewer, roleId: string | null): Promise<PickerRole[]> {
  const at = now();
  const { personId } = viewer;
  const grants = await readGrants(viewer, roleId, at);
  if (grants.size === 0) return [];
  const rows = await db().$queryRaw<Row[]>`
    SELECT r."id", r."arn", c."partition", c."accountId", c."name" AS "accountName", c."color" AS "accountColor",
           c."tags" AS "accountTags", r."tags" AS "roleTags", r."roleName", r."label", r."note", r."color", r."region",
           r."destination", r."maxDurationSeconds" AS "roleMaxSeconds", r."ownerId",
           b."pinned", b."alias", b."color" AS "bookmarkColor", b."note" AS "bookmarkNote", b."position",
           b."region" AS "bookmarkRegion", b."destination" AS "bookmarkDestination",
           b."durationSeconds" AS "bookmarkSeconds", b."format", b."hidden", b."folder", u."score", u."lastUsedAt",
           r."requiresMfa", r."requiresSecondFactor", r."bindAddress", d."seconds" AS "refusedSeconds",
           COALESCE(r."sourceId", c."sourceId") AS "sourceId",
           CASE WHEN r."sessionPolicy" IS NULL AND r."sessionPolicyArns" = '[]' THEN 0 ELSE 1 END AS "hasPolicy"
    FROM "AwsRole" r
    JOIN "AwsAccount" c ON c."id" = r."awsAccountId"
    LEFT JOIN "Bookmark" b ON b."personId" = ${personId} AND b."roleId" = r."id"
    LEFT JOIN "RoleUse" u ON u."personId" = ${personId} AND u."roleId" = r."id"
    LEFT JOIN "RefusedDuration" d ON d."roleId" = r."id" AND d."shape" = COALESCE(r."sourceId", c."sourceId", 'default')
    WHERE r."removedAt" IS NULL AND (r."ownerId" IS NULL OR r."ownerId" = ${personId}) AND r."id" IN (
      SELECT t."roleId" FROM "Membership" m
      JOIN "Assignment" a ON a."principalId" = m."principalId"
      JOIN "TargetRole" t ON t."targetId" = a."targetId"
      WHERE m."personId" = ${personId} AND (${roleId ?? ""} = '' OR t."roleId" = ${roleId ?? ""}))
    ORDER BY c."name", c."accountId", r."label", r."roleName"`;
  const sources = await describeSources(viewer, new Set(rows.map((row) => row.sourceId)));
  return rows.flatMap((row) => {
    const source = sources.get(row.sourceId);
    const granted = grants.get(row.id);
    const role = source && granted && toPickerRole(row, granted, source, at);
    return role ? [role] : [];
  });
}

const iso = (value: Date | string | null) => (value === null ? null : new Date(value).toISOString());

function toPickerRole(row: Row, grants: readonly Grant[], source: PickerSource, at: Date): PickerRole | null {
  const { partition } = row;
  const ends = endOf(grants);
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
    tags: readTags(row.accountTags, row.roleTags),
    console: toUse(row, termsOf(grants, "console"), source),
    credentials: toUse(row, termsOf(grants, "credentials"), source),
    requiresMfa: Boolean(row.requiresMfa) || source.requiresMfa,
    mfaUntil: source.mfaUntil,
    requiresSecondFactor: Boolean(row.requiresSecondFactor),
    canBeReadOnly: !row.hasPolicy,
    bindAddress: Boolean(row.bindAddress),
    own: row.ownerId !== null,
    assignmentExpiresAt: ends === null ? null : new Date(ends).toISOString(),
    bookmark: toBookmark(row),
    lastUsedAt: iso(row.lastUsedAt),
    frecency: decayedScore(row.score ?? 0, row.lastUsedAt === null ? null : new Date(row.lastUsedAt), at),
  };
}

function toUse(row: Row, terms: UseTerms | null, source: PickerSource): PickerUse | null {
  if (!terms) return null;
  const { maxDurationSeconds: assignmentMaxSeconds, requiresReason } = terms;
  const cap = capDuration({
    roleMaxSeconds: Number(row.roleMaxSeconds),
    assignmentMaxSeconds,
    refusedSeconds: row.refusedSeconds === null ? null : Number(row.refusedSeconds),
    chained: source.chaining,
  });
  return { ...cap, requiresReason };
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
    hidden: Boolean(row.hidden),
    folder: row.folder,
  };
}

const readTags = (accountTags: string, roleTags: string) =>
  Object.entries(effectiveTags(accountTags, roleTags)).map(([key, value]) => ({ key, value }));
