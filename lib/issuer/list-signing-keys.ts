import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type SigningKeyView, signingAlgorithms } from "#lib/sources/source-view.ts";
import { slotOf } from "./key-pairs.ts";

/** The keys that sign identity tokens, retired ones too, the newest first. Owners and auditors. */
export async function listSigningKeys(viewer: Viewer): Promise<SigningKeyView[]> {
  requireReader(viewer);
  const rows = await db().signingKey.findMany({
    orderBy: [{ createdAt: "desc" }, { algorithm: "asc" }, { slot: "asc" }, { id: "asc" }],
    select: {
      id: true,
      algorithm: true,
      slot: true,
      createdAt: true,
      currentSince: true,
      retiredAt: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    algorithm: readAlgorithm(row.algorithm),
    state: stateOf(row.slot),
    createdAt: row.createdAt.toISOString(),
    currentSince: row.currentSince?.toISOString() ?? null,
    retiredAt: row.retiredAt?.toISOString() ?? null,
  }));
}

function readAlgorithm(text: string) {
  const algorithm = signingAlgorithms.find((known) => known === text);
  if (!algorithm) throw new Error(`a signing key is stored with the unknown algorithm ${text}`);
  return algorithm;
}

function stateOf(slot: string | null): SigningKeyView["state"] {
  if (slot === null) return "retired";
  return signingAlgorithms.some((algorithm) => slot === slotOf(algorithm, "current")) ? "current" : "next";
}
