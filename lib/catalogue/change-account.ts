import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { orderSourceChanges } from "#lib/sources/order-source-changes.ts";
import { requireSource } from "./require-source.ts";
import { AccountName, checkColor } from "./role-fields.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeAccountInput = z.strictObject({
  name: AccountName.optional(),
  color: z.string().max(20).optional(),
  sourceId: z.string().max(64).nullable().optional(),
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
};

/**
 * Changes an account's name, colour and credential source. With another source, AWS may grant its roles durations
 * that it refused.
 * @throws AppError `account_not_found`, `color_malformed`, `source_not_found`, `source_chain_loops`,
 *   `source_chain_too_long`
 */
export async function changeAccount(viewer: Viewer, id: string, input: unknown): Promise<CatalogueAccount> {
  requireManager(viewer);
  const { name, color, sourceId } = ChangeAccountInput.parse(input);
  const change = {
    ...(name !== undefined && { name }),
    ...(color !== undefined && { color: checkColor(color) }),
    ...(sourceId !== undefined && { sourceId }),
  };
  return transact(async (tx) => {
    if (sourceId !== undefined) await orderSourceChanges(tx);
    // Changes nothing, but takes the row's lock: what is read here still stands when it is written.
    await tx.$executeRaw`UPDATE "AwsAccount" SET "id" = "id" WHERE "id" = ${id}`;
    const current = await tx.awsAccount.findUnique({ where: { id }, select: { sourceId: true } });
    if (!current) throw new AppError("account_not_found", "There is no such account.");
    const source = sourceId ? await requireSource(tx, sourceId) : undefined;
    const account = await tx.awsAccount.update({
      where: { id },
      data: { ...change, updatedAt: now() },
      select: { id: true, partition: true, accountId: true, name: true, color: true, sourceId: true },
    });
    if (account.sourceId !== current.sourceId) {
      await checkChains(tx);
      await tx.refusedDuration.deleteMany({ where: { role: { awsAccountId: id, sourceId: null } } });
    }
    recordEvent(tx, actorOf(viewer), {
      event: "account.changed",
      outcome: "done",
      accountId: account.accountId,
      fields: { ...change, source },
    });
    return account;
  });
}
