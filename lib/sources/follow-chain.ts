import { AppError } from "#lib/errors.ts";

/** A role on the way, as pages name it. */
export type ChainRole = { roleId: string; arn: string; label: string };

/** Where a role is assumed from: another role first, or something that begins a chain. */
export type ChainStep = ChainRole & { throughRoleId: string | null };

/** Roles of a chain, the wanted one included. */
export const mostRolesInChain = 5;

/**
 * The roles that are assumed one after another to reach this one, which is the last.
 * @param steps every role that may be on the way, by id
 * @param others roles that are still to come after this one, for the length
 * @throws AppError `source_chain_loops`, `source_chain_too_long`
 */
export function followChain(
  steps: ReadonlyMap<string, ChainStep>,
  roleId: string,
  others: readonly ChainRole[] = [],
): ChainRole[] {
  const chain = [...others];
  for (let at: string | null = roleId; at !== null; ) {
    const step: ChainStep | undefined = steps.get(at);
    if (!step) throw new Error("a chain names a role that is not there");
    chain.unshift({ roleId: step.roleId, arn: step.arn, label: step.label });
    refuseLoop(chain);
    at = step.throughRoleId;
  }
  refuseLongChain(chain);
  return chain;
}

/** @throws AppError `source_chain_loops` when a chain comes back to its first role */
export function refuseLoop(chain: readonly ChainRole[]): void {
  const again = chain.findIndex((role, index) => index > 0 && role.roleId === chain[0]?.roleId);
  if (again < 0) return;
  const told = wordsOf(chain.slice(0, again + 1));
  throw new AppError("source_chain_loops", `That chain of roles comes back to itself: ${told}.`, {
    details: { chain: told },
  });
}

/** @throws AppError `source_chain_too_long` */
export function refuseLongChain(chain: readonly ChainRole[]): void {
  const { length } = chain;
  if (length <= mostRolesInChain) return;
  const told = wordsOf(chain);
  throw new AppError(
    "source_chain_too_long",
    `A chain has at most ${mostRolesInChain} roles; this one would have ${length}: ${told}.`,
    { details: { length, chain: told } },
  );
}

const wordsOf = (chain: readonly ChainRole[]) => chain.map((role) => role.label).join(" → ");
