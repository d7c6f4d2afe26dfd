import { db } from "#lib/db/client.ts";
import { mostRolesInChain } from "#lib/sources/follow-chain.ts";
import type { ExportedStep } from "#lib/transfer/exported-role.ts";

/** A role that is assumed on the way to others. */
export type ChainStepRow = ExportedStep & { roleId: string };

/**
 * Reads how every credential source gets to its keys, once for thousands of roles.
 * @returns the roles that are assumed on the way, in that order, by the source's id; none for a direct source and for
 *   a chain that is broken
 */
export async function readChains(): Promise<(sourceId: string | null) => readonly ChainStepRow[]> {
  const rows = await db().credentialSource.findMany({
    where: { kind: "role", removedAt: null, role: { removedAt: null } },
    select: {
      id: true,
      role: {
        select: {
          id: true,
          arn: true,
          externalId: true,
          sourceId: true,
          account: { select: { sourceId: true } },
        },
      },
    },
  });
  const through = new Map(rows.flatMap(({ id, role }) => (role ? [[id, role] as const] : [])));
  return (sourceId) => {
    const chain: ChainStepRow[] = [];
    for (let at = sourceId; at !== null; ) {
      const role = through.get(at);
      if (role === undefined) break;
      // A loop is refused when it is made, and ends here as well.
      if (chain.length === mostRolesInChain) return [];
      chain.unshift({ roleId: role.id, arn: role.arn, externalId: role.externalId });
      at = role.sourceId ?? role.account.sourceId;
    }
    return chain;
  };
}
