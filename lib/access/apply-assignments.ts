import { z } from "zod";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { changeStored } from "#lib/assignments/change-assignment.ts";
import { createAssignment } from "#lib/assignments/create-assignment.ts";
import { dropAssignments } from "#lib/assignments/revoke-assignment.ts";
import { transactAtLength } from "#lib/audit/transact.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { AssignmentChangesInput } from "./assignment-changes.ts";
import { planAssignments } from "./preview-assignments.ts";

/** What this takes: what was previewed, and the preview's digest; described at /api/openapi.json. */
export const ApplyAssignmentsInput = z.strictObject({
  changes: AssignmentChangesInput,
  digest: z.string().max(64),
});

/** What was written: the ids of the new, how many were changed, and what the revoked ones were. */
export type AppliedAssignments = {
  added: readonly string[];
  changed: number;
  revoked: readonly AssignmentView[];
};

/**
 * Makes, changes and revokes assignments as previewed, all of them or none.
 * @throws AppError `plan_changed` when that would do anything else by now, and those of `previewAssignments`
 */
export async function applyAssignments(viewer: Viewer, input: unknown): Promise<AppliedAssignments> {
  requireManager(viewer);
  const { changes: asked, digest } = ApplyAssignmentsInput.parse(input);
  return transactAtLength(async (tx) => {
    await orderCatalogueChanges(tx);
    const { changes, preview } = await planAssignments(tx, asked).catch((error: unknown) => {
      // What the preview found is gone since.
      if (isAppError(error) && error.status === 404) throw planChanged();
      throw error;
    });
    if (preview.digest !== digest) throw planChanged();
    const revoked = await dropAssignments(
      tx,
      viewer,
      changes.revoke.map(({ id }) => id),
    );
    for (const { stored, terms } of changes.change) await changeStored(tx, viewer, stored.id, terms);
    const added: string[] = [];
    for (const { principal, target, terms } of changes.add)
      added.push((await createAssignment(tx, viewer, principal, target, terms)).id);
    return { added, changed: changes.change.length, revoked };
  });
}

function planChanged(): AppError {
  return new AppError(
    "plan_changed",
    "What this would do has changed. Look at the new preview, then apply it.",
  );
}
