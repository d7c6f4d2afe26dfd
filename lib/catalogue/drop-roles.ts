import { assignmentColumns, toAssignmentView } from "#lib/assignments/assignment-row.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { AppError } from "#lib/errors.ts";
import { dropTargetsOf } from "#lib/targets/find-or-add-target.ts";

/** What went: roles, and the assignments that named them. */
export type DroppedRoles = {
  roles: { id: string; arn: string; label: string; accountName: string; managedBy: string | null }[];
  assignments: AssignmentView[];
};

/**
 * Takes roles of the team out of the catalogue, with the assignments that name them, in a transaction that has
 * ordered the changes of the catalogue. The rows stay for history; the ARNs may be added again.
 * @throws AppError `role_not_found`, `role_in_use` while a credential source goes through one
 */
export async function dropRoles(tx: Tx, viewer: Viewer, roleIds: readonly string[]): Promise<DroppedRoles> {
  const ids = [...new Set(roleIds)];
  const dropped: DroppedRoles = { roles: [], assignments: [] };
  for (let at = 0; at < ids.length; at += chunk) {
    const { roles, assignments } = await dropSome(tx, viewer, ids.slice(at, at + chunk));
    dropped.roles.push(...roles);
    dropped.assignments.push(...assignments);
  }
  return dropped;
}

/** SQLite takes 999 ids in a question that is put in order. */
const chunk = 500;

async function dropSome(tx: Tx, viewer: Viewer, ids: string[]): Promise<DroppedRoles> {
  const roles = await tx.awsRole.findMany({
    where: { id: { in: ids }, removedAt: null, ownerId: null },
    orderBy: [{ account: { name: "asc" } }, { label: "asc" }, { id: "asc" }],
    select: {
      id: true,
      arn: true,
      label: true,
      managedBy: true,
      account: { select: { accountId: true, name: true } },
    },
  });
  if (roles.length < ids.length) throw new AppError("role_not_found", "There is no such role.");
  await refuseSourcesThrough(tx, ids);
  const at = now();
  const gone = await tx.$executeRaw`UPDATE "AwsRole"
    SET "removedAt" = ${at}, "updatedAt" = ${at}, "arnKey" = "arn" || '#' || "id"
    WHERE "id" IN (${Prisma.join(ids)}) AND "removedAt" IS NULL AND "ownerId" IS NULL`;
  if (gone < ids.length) throw new AppError("role_not_found", "There is no such role.");
  const rows = await tx.assignment.findMany({
    where: { target: { roleId: { in: ids } } },
    orderBy: { id: "asc" },
    select: assignmentColumns,
  });
  const revoked = new Map<string, number>();
  for (const { target } of rows)
    if (target.role) revoked.set(target.role.id, (revoked.get(target.role.id) ?? 0) + 1);
  await dropTargetsOf(tx, ids);
  for (const role of roles)
    recordEvent(tx, actorOf(viewer), {
      event: "role.removed",
      outcome: "done",
      roleId: role.id,
      roleArn: role.arn,
      accountId: role.account.accountId,
      fields: {
        label: role.label,
        assignmentsRevoked: revoked.get(role.id) ?? 0,
        managedBy: role.managedBy ?? undefined,
      },
    });
  return {
    roles: roles.map(({ account, ...role }) => ({ ...role, accountName: account.name })),
    assignments: rows.map(toAssignmentView),
  };
}

async function refuseSourcesThrough(tx: Tx, ids: string[]): Promise<void> {
  const through = await tx.credentialSource.findMany({
    where: { roleId: { in: ids }, removedAt: null },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  if (through.length === 0) return;
  const sources = through.map((source) => source.name).join(", ");
  throw new AppError("role_in_use", `Credential sources go through this role: ${sources}.`, {
    details: { sources },
  });
}
