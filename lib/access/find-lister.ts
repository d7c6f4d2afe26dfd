import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { defaultSourceId } from "#lib/sources/source-view.ts";
import { type AssumptionPlan, followSource } from "./assumption-plan.ts";

/**
 * How a credential source gets to AWS when it is to list what is there.
 * @param sourceId null or `default` for the default one
 * @throws AppError `source_not_found`, `source_role_missing`, `source_chain_loops`, `source_chain_too_long`
 */
export async function findLister(
  tx: Tx,
  sourceId: string | null,
): Promise<{ plan: AssumptionPlan; sourceName: string }> {
  if (sourceId === null || sourceId === defaultSourceId)
    return { plan: await followSource(tx, null), sourceName: defaultSourceId };
  const row = await tx.credentialSource.findFirst({
    where: { id: sourceId, removedAt: null },
    select: { name: true },
  });
  if (!row) throw new AppError("source_not_found", "There is no such credential source.");
  return { plan: await followSource(tx, sourceId), sourceName: row.name };
}
