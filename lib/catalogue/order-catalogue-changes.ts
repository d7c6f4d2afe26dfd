import type { Tx } from "#lib/db/client.ts";

/**
 * Lets changes of sources, of roles and of what is assigned happen one after another, in every replica: a lock on the
 * installation's row until the transaction ends. What is read afterwards still stands when it is written. Taken before
 * any other lock.
 */
export async function orderCatalogueChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE "Installation" SET "id" = "id" WHERE "id" = 1`;
}
