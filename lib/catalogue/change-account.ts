import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { AccountName, checkColor } from "./role-fields.ts";

/** What this takes; described at /api/openapi.json. */
export const ChangeAccountInput = z.strictObject({
  name: AccountName.optional(),
  color: z.string().max(20).optional(),
});

/** An account of the catalogue. */
export type CatalogueAccount = {
  id: string;
  partition: string;
  accountId: string;
  name: string;
  color: string;
};

/**
 * Changes an account's name and colour.
 * @throws AppError `account_not_found`, `color_malformed`
 */
export async function changeAccount(viewer: Viewer, id: string, input: unknown): Promise<CatalogueAccount> {
  requireOwner(viewer);
  const { name, color } = ChangeAccountInput.parse(input);
  const change = {
    ...(name !== undefined && { name }),
    ...(color !== undefined && { color: checkColor(color) }),
  };
  return transact(async (tx) => {
    const { count } = await tx.awsAccount.updateMany({
      where: { id },
      data: { ...change, updatedAt: now() },
    });
    const account = await tx.awsAccount.findUnique({
      where: { id },
      select: { id: true, partition: true, accountId: true, name: true, color: true },
    });
    if (count === 0 || !account) throw new AppError("account_not_found", "There is no such account.");
    recordEvent(tx, actorOf(viewer), {
      event: "account.changed",
      outcome: "done",
      accountId: account.accountId,
      fields: change,
    });
    return account;
  });
}
