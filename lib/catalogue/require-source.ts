import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/**
 * The name of a credential source that may be chosen. `default` is none of them: it is what null comes to.
 * @throws AppError `source_not_found`
 */
export async function requireSource(tx: Tx, sourceId: string): Promise<string> {
  const source = await tx.credentialSource.findFirst({
    where: { id: sourceId, removedAt: null },
    select: { name: true },
  });
  if (!source) throw new AppError("source_not_found", "There is no such credential source.");
  return source.name;
}
