import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import { accountColor } from "./account-color.ts";
import { accountColumns, type CatalogueAccount } from "./catalogue-account.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
import { requireSource } from "./require-source.ts";
import { AccountName, checkColor } from "./role-fields.ts";
import { OuPath, storedTags, TagMap } from "./tags.ts";

/** What this takes; described at /api/openapi.json. */
export const AddAccountInput = z.strictObject({
  partition: z.string().max(20).default("aws"),
  /** Twelve digits, with or without dashes. */
  accountId: z.string().trim().max(64),
  name: AccountName.optional(),
  color: z.string().max(20).optional(),
  sourceId: z.string().max(64).nullable().default(null),
  tags: TagMap.default({}),
  ouPath: OuPath.nullable().default(null),
});

/**
 * Adds an account without roles to the catalogue; without a name its id stands for it.
 * @throws AppError `partition_unknown`, `account_id_malformed`, `account_exists`, `color_malformed`,
 *   `source_not_found`, `too_many_tags`, `tag_key_malformed`, `tag_value_malformed`
 */
export async function addAccount(viewer: Viewer, input: unknown): Promise<CatalogueAccount> {
  requireManager(viewer);
  const { partition, name, color, sourceId, tags, ouPath, ...asked } = AddAccountInput.parse(input);
  if (!isPartitionId(partition)) throw new AppError("partition_unknown", "There is no such partition.");
  const accountId = asked.accountId.replaceAll(/[\s-]/g, "");
  if (!/^\d{12}$/.test(accountId))
    throw new AppError("account_id_malformed", "An account id has twelve digits.");
  const stored = storedTags(tags);
  const ownColor = color === undefined ? accountColor(accountId) : checkColor(color);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const source = sourceId === null ? undefined : await requireSource(tx, sourceId);
    const taken = await tx.awsAccount.findUnique({
      where: { partition_accountId: { partition, accountId } },
      select: { id: true },
    });
    if (taken)
      throw new AppError("account_exists", "This account is in the catalogue already.", {
        details: { awsAccountId: taken.id },
      });
    const at = now();
    const account = await tx.awsAccount.create({
      data: {
        id: randomUUID(),
        partition,
        accountId,
        name: name ?? accountId,
        color: ownColor,
        sourceId,
        tags: stored,
        ouPath,
        createdAt: at,
        updatedAt: at,
      },
      select: accountColumns,
    });
    recordEvent(tx, actorOf(viewer), {
      event: "account.added",
      outcome: "done",
      accountId,
      fields: { partition, name: account.name, color: ownColor, tags: stored, ouPath, source },
    });
    return { ...account, tags: readTagMap(account.tags) };
  });
}
