import { transact } from "#lib/audit/transact.ts";
import { db } from "#lib/db/client.ts";
import { signingAlgorithms } from "#lib/sources/source-view.ts";
import { fillFreeSlots, type KeyPair, makeAllKeyPairs, slotStates } from "./key-pairs.ts";

/** Key pairs to be stored with the first thing that needs them; none when there are keys already. */
export async function missingKeyPairs(): Promise<KeyPair[]> {
  const filled = await db().signingKey.count({ where: { slot: { not: null } } });
  return filled === signingAlgorithms.length * slotStates.length ? [] : makeAllKeyPairs();
}

/** Sees to it that there are signing keys, whoever comes first. */
export async function requireSigningKeys(): Promise<void> {
  const pairs = await missingKeyPairs();
  if (pairs.length > 0) await transact((tx) => fillFreeSlots(tx, pairs));
}
