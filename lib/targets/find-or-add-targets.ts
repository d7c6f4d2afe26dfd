import { randomUUID } from "node:crypto";
import { chunked } from "#lib/db/chunked.ts";
import type { Tx } from "#lib/db/client.ts";
import { targetKey } from "./find-or-add-target.ts";
import { reachTarget } from "./reach-roles.ts";
import type { TargetTerms } from "./reaches.ts";

/** SQLite takes 32,766 values a statement. */
const chunk = 2000;

/**
 * The targets of many terms, by key, those added that are new. Whoever calls has ordered the changes of the catalogue,
 * and knows that the roles and accounts are there.
 */
export async function findOrAddTargets(tx: Tx, wanted: readonly TargetTerms[]): Promise<Map<string, string>> {
  const terms = new Map(wanted.map((one) => [targetKey(one), one]));
  const ids = new Map<string, string>();
  for (const keys of chunked([...terms.keys()], chunk))
    for (const { key, id } of await tx.target.findMany({
      where: { key: { in: keys } },
      select: { id: true, key: true },
    }))
      ids.set(key, id);
  const added = [...terms].flatMap(([key, one]) => (ids.has(key) ? [] : [{ id: randomUUID(), key, ...one }]));
  for (const data of chunked(added, chunk)) await tx.target.createMany({ data });
  for (const { id, key } of added) ids.set(key, id);
  const links = added.flatMap(({ id, roleId }) => (roleId === null ? [] : [{ roleId, targetId: id }]));
  for (const data of chunked(links, chunk)) await tx.targetRole.createMany({ data });
  for (const target of added) if (target.roleId === null) await reachTarget(tx, target);
  return ids;
}
