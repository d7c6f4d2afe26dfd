import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { reachAccount } from "#lib/targets/reach-roles.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
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
});

/** An account of the catalogue. */
export type CatalogueAccount = {
  id: string;
  partition: string;
  accountId: string;
  name: string;
  color: string;
  /** The credential source of the account's roles that name none; null for the default one. */
  sourceId: string | null;
  tags: Readonly<Record<string, string>>;
  ouPath: string | null;
};

/**
 * Changes an account's name, colour, credential source, tags and place in the organization. With another source, AWS
 * may grant its roles durations that it refused; with other tags, other assignments reach them.
 * @throws AppError `account_not_found`, `color_malformed`, `tag_key_malformed`,
 *   `tag_value_malformed`, `source_not_found`, `source_chain_loops`,
 *   `source_chain_too_long`
 */
export async function changeAccount(viewer: Viewer, id: string, input: unknown): Promise<CatalogueAccount> {
  requireManager(viewer);
  const { name, color, sourceId, tags, ouPath } = ChangeAccountInput.parse(input);
  const change = {
    ...(name !== undefined && { name }),
    ...(color !== undefined && { color: checkColor(color) }),
    ...(sourceId !== undefined && { sourceId }),
    ...(tags !== undefined && { tags: storedTags(tags) }),
    ...(ouPath !== undefined && { ouPath }),
  };
  return transact(async (tx) => {
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
    if (account.tags !== current.tags) await reachAccount(tx, id);
    recordEvent(tx, actorOf(viewer), {
      event: "account.changed",
      outcome: "done",
      accountId: account.accountId,
      fields: { ...change, source },
    });
    return { ...account, tags: readTagMap(account.tags) };
  });
}

const accountColumns = {
  id: true,
  partition: true,
  accountId: true,
  name: true,
  color: true,
  sourceId: true,
  tags: true,
  ouPath: true,
} as const;
