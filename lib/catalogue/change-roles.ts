import { z } from "zod";
import { rehearse } from "#lib/audit/rehearse.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import { byAccountAndLabel } from "./by-account-and-label.ts";
import { checkDuration } from "./check-duration.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
import { type ReachChange, reachChange } from "./reach-change.ts";
import { RoleIds } from "./remove-roles.ts";
import { requireSource } from "./require-source.ts";
import { storedTags, TagMap } from "./tags.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeRolesInput = z.strictObject({
  roleIds: RoleIds,
  sourceId: z.string().max(64).nullable().optional(),
  maxDurationSeconds: z.number().optional(),
  requiresMfa: z.boolean().optional(),
  /** Set on each role, over what it had. */
  addTags: TagMap.optional(),
  /** Keys taken off each role. */
  removeTags: z.array(z.string().max(128)).max(50).optional(),
  /** Only say what would change. */
  dryRun: z.boolean().default(false),
});
type Change = z.output<typeof ChangeRolesInput>;

/** What changed, or would. */
export type RolesChanged = {
  changed: { id: string; label: string; accountName: string; managedBy: string | null }[];
  /** How many are so already. */
  unchanged: number;
  reach: ReachChange;
};

/**
 * Changes many roles alike, all or none. Those that are so already stay untouched, without an event.
 * @throws AppError `role_not_found`, `source_not_found`, `source_chain_loops`, `source_chain_too_long`,
 *   `duration_out_of_range`, `too_many_tags`, `tag_key_malformed`, `tag_value_malformed`
 */
export async function changeRoles(viewer: Viewer, input: unknown): Promise<RolesChanged> {
  requireManager(viewer);
  const change = ChangeRolesInput.parse(input);
  if (change.maxDurationSeconds !== undefined) checkDuration(change.maxDurationSeconds);
  return (change.dryRun ? rehearse : transact)(async (tx) => {
    await orderCatalogueChanges(tx);
    const source = change.sourceId ? await requireSource(tx, change.sourceId) : undefined;
    const ids = [...new Set(change.roleIds)];
    const rows = await readRoles(tx, ids);
    const changing = rows.filter((row) => differs(row, change));
    const changingIds = changing.map((row) => row.id);
    const reach = await reachChange(tx, { id: { in: changingIds } }, () => write(tx, changing, change));
    for (const { id, arn, account } of changing)
      recordEvent(tx, actorOf(viewer), {
        event: "role.changed",
        outcome: "done",
        roleId: id,
        roleArn: arn,
        accountId: account.accountId,
        fields: onRecord(change, source, ids.length),
      });
    return {
      changed: changing.map(({ id, label, managedBy, account }) => ({
        id,
        label,
        managedBy,
        accountName: account.name,
      })),
      unchanged: rows.length - changing.length,
      reach,
    };
  });
}

type Row = Awaited<ReturnType<typeof readRoles>>[number];

async function readRoles(tx: Tx, ids: string[]) {
  const rows = await tx.awsRole.findMany({
    where: { id: { in: ids }, removedAt: null, ownerId: null },
    select: {
      id: true,
      arn: true,
      label: true,
      sourceId: true,
      maxDurationSeconds: true,
      requiresMfa: true,
      tags: true,
      managedBy: true,
      account: { select: { accountId: true, name: true } },
    },
  });
  if (rows.length < ids.length) throw new AppError("role_not_found", "There is no such role.");
  return byAccountAndLabel(rows);
}

function differs(row: Row, change: Change): boolean {
  const { sourceId, maxDurationSeconds, requiresMfa } = change;
  return (
    (sourceId !== undefined && sourceId !== row.sourceId) ||
    (maxDurationSeconds !== undefined && maxDurationSeconds !== row.maxDurationSeconds) ||
    (requiresMfa !== undefined && requiresMfa !== row.requiresMfa) ||
    tagsAfter(row, change) !== row.tags
  );
}

function tagsAfter({ tags }: Row, { addTags, removeTags }: Change): string {
  if (addTags === undefined && removeTags === undefined) return tags;
  const kept = Object.entries(readTagMap(tags)).filter(([key]) => !removeTags?.includes(key));
  return storedTags(Object.fromEntries([...kept, ...Object.entries(addTags ?? {})]));
}

async function write(tx: Tx, rows: readonly Row[], change: Change): Promise<void> {
  const { sourceId, maxDurationSeconds, requiresMfa } = change;
  // One statement for all roles that come to the same tags: mostly that is one for all.
  const byTags = new Map<string, string[]>();
  for (const row of rows) {
    const tags = tagsAfter(row, change);
    byTags.set(tags, [...(byTags.get(tags) ?? []), row.id]);
  }
  for (const [tags, ids] of byTags)
    await tx.awsRole.updateMany({
      where: { id: { in: ids } },
      data: {
        tags,
        ...(sourceId !== undefined && { sourceId }),
        ...(maxDurationSeconds !== undefined && { maxDurationSeconds }),
        ...(requiresMfa !== undefined && { requiresMfa }),
        updatedAt: now(),
      },
    });
  const moved = rows.filter((row) => sourceId !== undefined && row.sourceId !== sourceId);
  if (moved.length > 0) await checkChains(tx);
  // With another maximum or another source, AWS may grant durations that it refused.
  const anew = rows.filter(
    (row) =>
      moved.includes(row) ||
      (maxDurationSeconds !== undefined && row.maxDurationSeconds !== maxDurationSeconds),
  );
  const ids = (some: readonly Row[]) => some.map((row) => row.id);
  await tx.refusedDuration.deleteMany({ where: { roleId: { in: ids(anew) } } });
  await reachRoles(tx, ids(rows.filter((row) => tagsAfter(row, change) !== row.tags)));
}

function onRecord(
  { roleIds: _, dryRun: __, ...change }: Change,
  source: string | undefined,
  together: number,
) {
  const { addTags, ...plain } = change;
  return {
    ...plain,
    source,
    ...(addTags && { addTags: Object.entries(addTags).map(([key, value]) => `${key}=${value}`) }),
    together,
  };
}
