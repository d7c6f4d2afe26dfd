import { z } from "zod";
import { AssignmentTermsInput, checkTerms } from "#lib/assignments/assignment-terms.ts";
import { createAssignment } from "#lib/assignments/create-assignment.ts";
import { findPrincipal, PrincipalInput } from "#lib/assignments/find-principal.ts";
import { recordEvent, transactAtLength } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { readTarget } from "#lib/targets/find-or-add-target.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
import { RoleIds } from "./remove-roles.ts";

/** What this takes; described at /api/openapi.json. */
export const RestoreRolesInput = z.strictObject({
  roleIds: RoleIds,
  /** Those that went with the roles and shall come back. */
  assignments: z
    .array(
      z.strictObject({
        ...PrincipalInput,
        roleId: z.string().max(64),
        ...AssignmentTermsInput,
        managedBy: z.string().max(200).nullable().default(null),
      }),
    )
    .max(5000)
    .default([]),
});

/**
 * Brings removed roles back as they were, all or none, with assignments that went with them. One whose person or group
 * is gone by now stays gone.
 * @throws AppError `role_not_found`, `role_exists` when an ARN was added anew, `source_not_found` when a role's
 *   credential source is gone, `source_chain_loops`, `source_chain_too_long`, those of `checkTerms`
 */
export async function restoreRoles(
  viewer: Viewer,
  input: unknown,
): Promise<{ roles: number; assignments: number }> {
  requireManager(viewer);
  const { roleIds, assignments } = RestoreRolesInput.parse(input);
  const ids = [...new Set(roleIds)];
  const wanted = assignments.map(({ personId, groupId, roleId, managedBy, ...asked }) => {
    if (!ids.includes(roleId)) throw new AppError("role_not_found", "There is no such role.");
    return { principal: { personId, groupId }, roleId, managedBy, terms: checkTerms(asked) };
  });
  return transactAtLength(async (tx) => {
    await orderCatalogueChanges(tx);
    for (let at = 0; at < ids.length; at += chunk) await bringBack(tx, viewer, ids.slice(at, at + chunk));
    let restored = 0;
    for (const { principal, roleId, managedBy, terms } of wanted) {
      const found = await findPrincipal(tx, principal).catch(nobody);
      if (found === null) continue;
      await createAssignment(tx, viewer, found, readTarget({ roleId }), terms, { managedBy });
      restored += 1;
    }
    return { roles: ids.length, assignments: restored };
  });
}

/** SQLite takes 999 ids in some questions. */
const chunk = 500;

async function bringBack(tx: Tx, viewer: Viewer, ids: string[]): Promise<void> {
  const rows = await tx.awsRole.findMany({
    where: { id: { in: ids }, removedAt: { not: null }, ownerId: null },
    select: {
      id: true,
      arn: true,
      label: true,
      source: { select: { removedAt: true } },
      account: { select: { accountId: true } },
    },
  });
  if (rows.length < ids.length) throw new AppError("role_not_found", "There is no such role.");
  const taken = await tx.awsRole.findFirst({
    where: { arnKey: { in: rows.map((row) => row.arn) } },
    select: { id: true },
  });
  if (taken)
    throw new AppError("role_exists", "This role is in the catalogue already.", {
      details: { roleId: taken.id },
    });
  if (rows.some((row) => row.source?.removedAt))
    throw new AppError("source_not_found", "There is no such credential source.");
  await tx.$executeRaw`UPDATE "AwsRole" SET "removedAt" = NULL, "updatedAt" = ${now()}, "arnKey" = "arn"
    WHERE "id" IN (${Prisma.join(ids)})`;
  await checkChains(tx);
  await reachRoles(tx, ids);
  for (const row of rows)
    recordEvent(tx, actorOf(viewer), {
      event: "role.restored",
      outcome: "done",
      roleId: row.id,
      roleArn: row.arn,
      accountId: row.account.accountId,
      fields: { label: row.label },
    });
}

function nobody(error: unknown): null {
  if (isAppError(error) && (error.code === "person_not_found" || error.code === "group_not_found"))
    return null;
  throw error;
}
