import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { followClaim } from "./follow-claim.ts";
import { groupFields, groupNameKey, refuseTakenFields } from "./group-fields.ts";
import { readGroup } from "./group-row.ts";
import type { GroupView } from "./group-view.ts";

/** What this takes; described at /api/openapi.json. */
export const AddGroupInput = z.strictObject({
  name: groupFields.name,
  description: groupFields.description.default(""),
  claim: groupFields.claim.default(null),
});

/**
 * Adds a group. With a claim, whoever brought it at their last sign-in is a member at once.
 * @throws AppError `group_name_taken`, `group_claim_taken`
 */
export async function addGroup(viewer: Viewer, input: unknown): Promise<GroupView> {
  requireManager(viewer);
  const fields = AddGroupInput.parse(input);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    return createGroup(tx, viewer, fields);
  });
}

/**
 * The same within a transaction that has ordered the changes of the catalogue.
 * @param managedBy the catalogue file that owns it
 * @throws AppError `group_name_taken`, `group_claim_taken`
 */
export async function createGroup(
  tx: Tx,
  viewer: Viewer,
  fields: z.output<typeof AddGroupInput>,
  managedBy: string | null = null,
): Promise<GroupView> {
  await refuseTakenFields(tx, fields);
  const { name, description, claim } = fields;
  const [id, at] = [randomUUID(), now()];
  await tx.group.create({
    data: {
      id,
      name,
      nameKey: groupNameKey(name),
      description,
      claim,
      managedBy,
      createdAt: at,
      updatedAt: at,
    },
  });
  recordEvent(tx, actorOf(viewer), {
    event: "group.added",
    outcome: "done",
    subjectId: id,
    fields: { name, description, claim, ...(managedBy !== null && { managedBy }) },
  });
  await followClaim(tx, viewer, { id, name, claim });
  return readGroup(tx, id);
}
