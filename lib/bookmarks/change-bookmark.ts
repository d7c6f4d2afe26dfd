import { z } from "zod";
import { assignedTo } from "#lib/assignments/assigned-roles.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { checkRoleFields } from "#lib/catalogue/role-fields.ts";
import { credentialFormats } from "#lib/credentials/credential-formats.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters")
    .nullable()
    .optional();

/** What this takes; described at /api/openapi.json. */
export const ChangeBookmarkInput = z.strictObject({
  pinned: z.boolean().optional(),
  alias: line(100),
  color: z.string().max(20).nullable().optional(),
  note: line(500),
  position: z.number().min(-1e9).max(1e9).optional(),
  region: z.string().max(64).nullable().optional(),
  destination: z.string().max(4000).nullable().optional(),
  durationSeconds: z.number().nullable().optional(),
  format: z.enum(credentialFormats).nullable().optional(),
  hidden: z.boolean().optional(),
  folder: line(60),
});

/**
 * Changes the viewer's own bookmark of a role that is assigned to them; null clears a field. What is pinned without
 * a position goes last. What was changed is on record by name, and not the words.
 * @throws AppError `role_not_assigned`, `color_malformed`, `region_unknown`, `destination_refused`,
 *   `duration_out_of_range`
 */
export async function changeBookmark(viewer: Viewer, roleId: string, input: unknown) {
  const change = ChangeBookmarkInput.parse(input);
  return transact(async (tx) => {
    const { personId } = viewer;
    const at = now();
    const role = await tx.awsRole.findFirst({
      where: { id: roleId, ...assignedTo(personId) },
      select: { arn: true, account: { select: { partition: true, accountId: true } } },
    });
    const partition = role?.account.partition ?? "";
    if (!role || viewer.portalRole === "auditor" || !isPartitionId(partition))
      throw new AppError("role_not_assigned", "There is no such role, or it is not assigned to you.");
    const { color, region, destination } = checkRoleFields(partition, {
      color: change.color || (change.color === undefined ? undefined : null),
      region: change.region,
      destination: change.destination,
      ...(typeof change.durationSeconds === "number" && { maxDurationSeconds: change.durationSeconds }),
    });
    const values = {
      ...(change.pinned !== undefined && { pinned: change.pinned }),
      ...(change.alias !== undefined && { alias: change.alias || null }),
      ...(color !== undefined && { color }),
      ...(change.note !== undefined && { note: change.note || null }),
      ...(change.position !== undefined && { position: change.position }),
      ...(region !== undefined && { region }),
      ...(destination !== undefined && { destination }),
      ...(change.durationSeconds !== undefined && { durationSeconds: change.durationSeconds }),
      ...(change.format !== undefined && { format: change.format }),
      ...(change.hidden !== undefined && { hidden: change.hidden }),
      ...(change.folder !== undefined && { folder: change.folder || null }),
      updatedAt: at,
    };
    const last = await tx.bookmark.aggregate({ where: { personId }, _max: { position: true } });
    const end = (last._max.position ?? 0) + 1;
    const columns = {
      pinned: true,
      alias: true,
      color: true,
      note: true,
      position: true,
      region: true,
      destination: true,
      durationSeconds: true,
      format: true,
      hidden: true,
      folder: true,
    } as const;
    const known = await tx.bookmark.findUnique({
      where: { personId_roleId: { personId, roleId } },
      select: { pinned: true },
    });
    const goesLast = change.pinned === true && !known?.pinned && change.position === undefined;
    recordEvent(tx, actorOf(viewer), {
      event: "bookmark.changed",
      outcome: "done",
      subjectId: personId,
      roleId,
      roleArn: role.arn,
      accountId: role.account.accountId,
      fields: { changed: Object.keys(change).sort() },
    });
    return tx.bookmark.upsert({
      where: { personId_roleId: { personId, roleId } },
      create: { pinned: false, position: end, ...values, personId, roleId },
      update: { ...values, ...(goesLast && { position: end }) },
      select: columns,
    });
  });
}
