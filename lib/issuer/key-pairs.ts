import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { type SecretPlace, sealSecret } from "#lib/secrets/seal.ts";
import { type SigningAlgorithm, signingAlgorithms } from "#lib/sources/source-view.ts";

/** A key pair that is stored nowhere yet. */
export type KeyPair = {
  id: string;
  algorithm: SigningAlgorithm;
  publicKey: string;
  sealedPrivateKey: string;
};

export const slotStates = ["current", "next"] as const;
export type SlotState = (typeof slotStates)[number];

/** What at most one key of an algorithm is at a time. */
export function slotOf(algorithm: SigningAlgorithm, state: SlotState): string {
  return `${algorithm} ${state}`;
}

/**
 * Makes a key pair: P-256 for ES256, 2048 bits for RS256. Takes a while, so never inside a transaction. Its id is
 * the public key's thumbprint, https://www.rfc-editor.org/rfc/rfc7638
 */
export async function makeKeyPair(algorithm: SigningAlgorithm): Promise<KeyPair> {
  const options = algorithm === "RS256" ? { modulusLength: 2048 } : {};
  const pair = await generateKeyPair(algorithm, { ...options, extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const id = await calculateJwkThumbprint(publicKey, "sha256");
  return {
    id,
    algorithm,
    publicKey: JSON.stringify(publicKey),
    sealedPrivateKey: sealSecret(JSON.stringify(await exportJWK(pair.privateKey)), privateKeyPlace(id)),
  };
}

/** Where a private key is sealed to. */
export function privateKeyPlace(id: string): SecretPlace {
  return { table: "SigningKey", row: id, column: "sealedPrivateKey" };
}

/** A pair for the current and the next slot of each algorithm. */
export function makeAllKeyPairs(): Promise<KeyPair[]> {
  return Promise.all(signingAlgorithms.flatMap((algorithm) => slotStates.map(() => makeKeyPair(algorithm))));
}

/**
 * Fills the slots that are free. Replicas are ordered: of two that made pairs at once, the later one's are dropped.
 * @returns the ids of the keys that were stored
 */
export async function fillFreeSlots(tx: Tx, pairs: readonly KeyPair[]): Promise<string[]> {
  await orderCatalogueChanges(tx);
  const taken = new Set(
    (await tx.signingKey.findMany({ where: { slot: { not: null } }, select: { slot: true } })).map(
      ({ slot }) => slot,
    ),
  );
  const at = now();
  const stored: string[] = [];
  for (const pair of pairs) {
    const state = slotStates.find((each) => !taken.has(slotOf(pair.algorithm, each)));
    if (!state) continue;
    const slot = slotOf(pair.algorithm, state);
    taken.add(slot);
    const currentSince = state === "current" ? at : null;
    await tx.signingKey.create({ data: { ...pair, slot, createdAt: at, currentSince } });
    stored.push(pair.id);
  }
  return stored;
}
