import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { nameKeyOf } from "./source-fields.ts";
import { defaultSourceId } from "./source-view.ts";

/**
 * Reserves a name until the end of the transaction.
 * @param ownId the source that may have it already
 * @returns the key that the name is unique by
 * @throws AppError `source_name_taken`
 */
export async function refuseTakenName(tx: Tx, name: string, ownId?: string): Promise<string> {
  await orderCatalogueChanges(tx);
  const nameKey = nameKeyOf(name);
  const holder = await tx.credentialSource.findUnique({ where: { nameKey }, select: { id: true } });
  if (nameKey === defaultSourceId || (holder && holder.id !== ownId))
    throw new AppError("source_name_taken", "A credential source has this name already.");
  return nameKey;
}
