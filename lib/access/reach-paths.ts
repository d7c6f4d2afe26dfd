import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import type { TargetView } from "#lib/targets/target-view.ts";
import type { Grant } from "./grants.ts";
import { findTargets } from "./picture-nodes.ts";
import type { ReachPath } from "./reach-view.ts";

type Link = {
  assignmentId: string;
  targetId: string;
  personId: string;
  roleId: string;
  groupId: string | null;
  groupName: string | null;
  byHand: boolean | number;
  byClaim: boolean | number;
  console: boolean | number;
  credentials: boolean | number;
  requiresReason: boolean | number;
  maxDurationSeconds: number | bigint | null;
  startsAt: Date | string | null;
  expiresAt: Date | string | null;
};

/** A person, a role, and one assignment that leads from the one to the other. */
export type FoundPath = { personId: string; roleId: string; path: ReachPath };

/**
 * Every assignment, in force or not, that leads from a person to some roles, or from some people to a role. Says
 * nothing of disabled people, auditors and own roles.
 */
export async function findPaths(
  tx: Tx,
  between:
    | { personId: string; roleIds: readonly string[] }
    | { personIds: readonly string[]; roleId: string },
): Promise<FoundPath[]> {
  const { sql, join } = Prisma;
  const many = "roleIds" in between ? between.roleIds : between.personIds;
  if (many.length === 0) return [];
  const where =
    "roleIds" in between
      ? sql`m."personId" = ${between.personId} AND t."roleId" IN (${join([...many])})`
      : sql`t."roleId" = ${between.roleId} AND m."personId" IN (${join([...many])})`;
  const links = await tx.$queryRaw<Link[]>(sql`
    SELECT a."id" AS "assignmentId", a."targetId", m."personId", t."roleId", m."groupId", g."name" AS "groupName",
           m."byHand", m."byClaim", a."console", a."credentials", a."requiresReason", a."maxDurationSeconds",
           a."startsAt", a."expiresAt"
    FROM "Membership" m
    JOIN "Assignment" a ON a."principalId" = m."principalId"
    JOIN "TargetRole" t ON t."targetId" = a."targetId"
    LEFT JOIN "Group" g ON g."id" = m."groupId"
    WHERE ${where}`);
  const targets = await findTargets(tx, new Set(links.map((link) => link.targetId)));
  const at = now();
  return links
    .map((link) => ({ personId: link.personId, roleId: link.roleId, path: toPath(link, targets, at) }))
    .sort((one, other) => rank(one.path).localeCompare(rank(other.path)));
}

/** A path in force as what it gives. */
export function grantOf(path: ReachPath): Grant {
  const { assignmentId, console, credentials, maxDurationSeconds, requiresReason, expiresAt } = path;
  return {
    assignmentId,
    console,
    credentials,
    maxDurationSeconds,
    requiresReason,
    expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
  };
}

function toPath(link: Link, targets: ReadonlyMap<string, TargetView>, at: Date): ReachPath {
  const target = targets.get(link.targetId);
  if (!target) throw new Error(`the target ${link.targetId} is gone`);
  const starts = link.startsAt === null ? null : new Date(link.startsAt);
  const ends = link.expiresAt === null ? null : new Date(link.expiresAt);
  return {
    assignmentId: link.assignmentId,
    through:
      link.groupId === null
        ? { kind: "person" }
        : {
            kind: "group",
            id: link.groupId,
            name: link.groupName ?? "",
            byHand: Boolean(link.byHand),
            byClaim: Boolean(link.byClaim),
          },
    target,
    console: Boolean(link.console),
    credentials: Boolean(link.credentials),
    maxDurationSeconds: link.maxDurationSeconds === null ? null : Number(link.maxDurationSeconds),
    requiresReason: Boolean(link.requiresReason),
    startsAt: starts?.toISOString() ?? null,
    expiresAt: ends?.toISOString() ?? null,
    state: ends !== null && ends <= at ? "ended" : starts !== null && starts > at ? "not_begun" : "now",
  };
}

/** A person's own assignments first, then those of their groups by name. */
function rank({ through, assignmentId }: ReachPath): string {
  return through.kind === "person" ? `0 ${assignmentId}` : `1 ${through.name} ${assignmentId}`;
}
