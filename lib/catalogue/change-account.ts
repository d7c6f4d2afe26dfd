import { z } from "zod";
import { rehearse } from "#lib/audit/rehearse.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { reachAccount } from "#lib/targets/reach-roles.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import { accountColumns, type CatalogueAccount } from "./catalogue-account.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
import { type ReachChange, reachChange } from "./reach-change.ts";
import { requireSource } from "./require-source.ts";
import { AccountName, checkColor } from "./role-fields.ts";
import { OuPath, storedTags, TagMap } from "./tags.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeAccountInput = z.strictObject({
  name: AccountName.optional(),
  color: z.string().max(20).optional(),
  sourceId: z.string().max(64).nullable().optional(),
  /** All of the account's tags; those left out are gone. */
  tags: TagMap.optional(),
  ouPath: OuPath.nullable().optional(),
  /** Only say what would change. */
  dryRun: z.boolean().default(false),
});

/** The account as it is then, and which assignments come to reach its roles or no longer do. */
export type AccountChanged = CatalogueAccount & { reach: ReachChange };

/**
 * Changes an account's name, colour, credential source, tags and place in the organization. With another source, AWS
 * may grant its roles durations that it refused; with other tags, other assignments reach them.
 * @throws AppError `account_not_found`, `color_malformed`, `tag_key_malformed`,
 *   `tag_value_malformed`, `source_not_found`, `source_chain_loops`,
 *   `source_chain_too_long`
 */
export async function changeAccount(viewer: Viewer, id: string, input: unknown): Promise<AccountChanged> {
  requireManager(viewer);
  const { name, color, sourceId, tags, ouPath, dryRun } = ChangeAccountInput.parse(input);
  const change = {
    ...(name !== undefined && { name }),
    ...(color !== undefined && { color: checkColor(color) }),
    ...(sourceId !== undefined && { sourceId }),
    ...(tags !== undefined && { tags: storedTags(tags) }),
    ...(ouPath !== undefined && { ouPath }),
  };
  return (dryRun ? rehearse : transact)(async (tx) => {
    if (sourceId !== undefined || tags !== undefined) await orderCatalogueChanges(tx);
    // Changes nothing, but takes the row's lock: what is read here still stands when it is written.
    await tx.$executeRaw`UPDATE "AwsAccount" SET "id" = "id" WHERE "id" = ${id}`;
    const current = await tx.awsAccount.findUnique({ where: { id }, select: { sourceId: true, tags: true } });
    if (!current) throw new AppError("account_not_found", "There is no such account.");
    const source = sourceId ? await requireSource(tx, sourceId) : undefined;
    const account = await tx.awsAccount.update({
      where: { id },
      data: { ...change, updatedAt: now() },
      select: accountColumns,
    });
    if (account.sourceId !== current.sourceId) {
      await checkChains(tx);
      await tx.refusedDuration.deleteMany({ where: { role: { awsAccountId: id, sourceId: null } } });
    }
    const reach =
      account.tags === current.tags
        ? { gained: 0, lost: 0 }
        : await reachChange(tx, { awsAccountId: id }, () => reachAccount(tx, id));
    recordEvent(tx, actorOf(viewer), {
      event: "account.changed",
      outcome: "done",
      accountId: account.accountId,
      fields: { ...change, source },
    });
    return { ...account, tags: readTagMap(account.tags), reach };
  });
}
