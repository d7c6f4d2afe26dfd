import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { type SigningAlgorithm, type SigningKeyView, signingAlgorithms } from "#lib/sources/source-view.ts";
import { fillFreeSlots, makeKeyPair, slotOf } from "./key-pairs.ts";
import { listSigningKeys } from "./list-signing-keys.ts";
import { missingKeyPairs } from "./require-signing-keys.ts";

/**
 * Lets the next key of each algorithm sign from now on, and makes another next one. The keys until now stay published
 * for a day, without their private part. Owners, with a sign-in of the last five minutes.
 * @returns all keys, as `listSigningKeys`
 * @throws AppError `recent_sign_in_required`
 */
export async function rotateSigningKeys(viewer: Viewer): Promise<SigningKeyView[]> {
  requireOwner(viewer);
  requireRecentSignIn(viewer);
  // Pairs that find no slot are dropped.
  const pairs = [...(await missingKeyPairs()), ...(await Promise.all(signingAlgorithms.map(makeKeyPair)))];
  await transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const retired: string[] = [];
    const current: string[] = [];
    for (const algorithm of signingAlgorithms) {
      const turned = await turn(tx, algorithm);
      retired.push(...turned.retired);
      current.push(...turned.current);
    }
    const made = await fillFreeSlots(tx, pairs);
    recordEvent(tx, actorOf(viewer), {
      event: "signing_key.rotated",
      outcome: "done",
      fields: { retired, current, made },
    });
  });
  return listSigningKeys(viewer);
}

async function turn(tx: Tx, algorithm: SigningAlgorithm) {
  const at = now();
  const current = { slot: slotOf(algorithm, "current") };
  const next = { slot: slotOf(algorithm, "next") };
  const leaving = await tx.signingKey.findUnique({ where: current, select: { id: true } });
  const coming = await tx.signingKey.findUnique({ where: next, select: { id: true } });
  // A retired key never signs again, so nothing is kept that could.
  await tx.signingKey.updateMany({
    where: current,
    data: { slot: null, retiredAt: at, sealedPrivateKey: "" },
  });
  await tx.signingKey.updateMany({ where: next, data: { ...current, currentSince: at } });
  return { retired: leaving ? [leaving.id] : [], current: coming ? [coming.id] : [] };
}
