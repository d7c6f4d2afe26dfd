import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { followClaim } from "./follow-claim.ts";
import { groupFields, groupNameKey, refuseTakenFields } from "./group-fields.ts";
import { readGroup } from "./group-row.ts";
import type { GroupView } from "./group-view.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeGroupInput = z.strictObject({
  name: groupFields.name.optional(),
  description: groupFields.description.optional(),
  claim: groupFields.claim.optional(),
});

/**
 * Changes a group's name, description and claim. With another claim, whoever brought it at their last sign-in comes in
 * and whoever was there by the claim alone before leaves, all at once. Saying what is so already changes nothing and
 * is not recorded.
 * @throws AppError `group_not_found`, `group_name_taken`, `group_claim_taken`
 */
export async function changeGroup(viewer: Viewer, groupId: string, input: unknown): Promise<GroupView> {
  requireManager(viewer);
  const fields = ChangeGroupInput.parse(input);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    return updateGroup(tx, viewer, groupId, fields);
  });
}

/**
 * The same within a transaction that has ordered the changes of the catalogue.
 * @param fields.managedBy the catalogue file that owns it from now on
 * @throws AppError `group_not_found`, `group_name_taken`, `group_claim_taken`
 */
export async function updateGroup(
  tx: Tx,
  viewer: Viewer,
  groupId: string,
  fields: z.output<typeof ChangeGroupInput> & { managedBy?: string | null },
): Promise<GroupView> {
  const current = await tx.group.findUnique({
    where: { id: groupId },
    select: { name: true, description: true, claim: true, managedBy: true },
  });
  if (!current) throw new AppError("group_not_found", "There is no such group.");
  const names = ["name", "description", "claim", "managedBy"] as const;
  const changed = names.filter((name) => fields[name] !== undefined && fields[name] !== current[name]);
  if (changed.length === 0) return readGroup(tx, groupId);
  await refuseTakenFields(tx, fields, groupId);
  const change = Object.fromEntries(changed.map((name) => [name, fields[name]]));
  const { name, claim } = await tx.group.update({
    where: { id: groupId },
    data: {
      ...change,
      ...(fields.name !== undefined && { nameKey: groupNameKey(fields.name) }),
      updatedAt: now(),
    },
    select: { name: true, claim: true },
  });
  const before = changed.map((name) => [`${name}Before`, current[name]]);
  recordEvent(tx, actorOf(viewer), {
    event: "group.changed",
    outcome: "done",
    subjectId: groupId,
    fields: { group: name, ...change, ...Object.fromEntries(before) },
  });
  if (claim !== current.claim) await followClaim(tx, viewer, { id: groupId, name, claim });
  return readGroup(tx, groupId);
}
