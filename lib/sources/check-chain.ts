import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { type ChainRole, type ChainStep, followChain } from "./follow-chain.ts";

/**
 * Checks every chain of roles as it stands in this transaction. Call it after the change that may have made one:
 * changes are ordered here, so that two at once cannot make a loop that neither of them saw.
 * @throws AppError `source_chain_loops`, `source_chain_too_long`; `source_not_found` when a role or an account names
 *   a source that was removed meanwhile
 */
export async function checkChains(tx: Tx): Promise<void> {
  await orderCatalogueChanges(tx);
  const gone = { removedAt: { not: null } };
  const lost =
    (await tx.awsRole.count({ where: { removedAt: null, source: gone } })) +
    (await tx.awsAccount.count({ where: { source: gone } }));
  if (lost > 0) throw new AppError("source_not_found", "There is no such credential source.");
  const steps = await findSteps(tx);
  for (const roleId of steps.keys()) followChain(steps, roleId);
}

/**
 * Checks that one more role may be assumed through this one.
 * @throws AppError `role_not_found`, `source_chain_loops`, `source_chain_too_long`
 */
export async function checkRoleAsSource(tx: Tx, roleId: string): Promise<void> {
  await orderCatalogueChanges(tx);
  const role = await tx.awsRole.findFirst({
    where: { id: roleId, removedAt: null, ownerId: null },
    select: { id: true },
  });
  if (!role) throw new AppError("role_not_found", "There is no such role.");
  followChain(await findSteps(tx, roleId), roleId, [{ roleId: "", arn: "", label: "…" }]);
}

/**
 * The roles that are assumed one after another to reach a role, which is the last; one alone is no chain. Roles that
 * have left the catalogue are named too: whoever is to use the chain asks for them.
 * @throws AppError `role_not_found`
 */
export async function chainOf(tx: Tx, roleId: string): Promise<ChainRole[]> {
  const steps = await findSteps(tx, roleId);
  if (!steps.has(roleId)) throw new AppError("role_not_found", "There is no such role.");
  return followChain(steps, roleId);
}

const throughColumns = { select: { kind: true, roleId: true, removedAt: true } } as const;
const stepColumns = {
  id: true,
  arn: true,
  label: true,
  source: throughColumns,
  account: { select: { source: throughColumns } },
} as const;

/**
 * Every role that is assumed through another one or that another one is assumed through, and the role asked for.
 * Removed ones too, as long as a source names them.
 */
async function findSteps(tx: Tx, roleId?: string): Promise<Map<string, ChainStep>> {
  const throughRole = { kind: "role", removedAt: null };
  const rows = await tx.awsRole.findMany({
    where: {
      OR: [
        { removedAt: null, source: throughRole },
        { removedAt: null, sourceId: null, account: { source: throughRole } },
        { sourcesOfOthers: { some: { removedAt: null } } },
        ...(roleId === undefined ? [] : [{ id: roleId }]),
      ],
    },
    select: stepColumns,
  });
  return new Map(
    rows.map(({ id, arn, label, source, account }) => {
      const through = source ?? account.source;
      const throughRoleId = through?.kind === "role" && through.removedAt === null ? through.roleId : null;
      return [id, { roleId: id, arn, label, throughRoleId }];
    }),
  );
}
