import type { JWK } from "jose";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";

/** For how long a retired key stays published: far longer than any token that it signed lives, or a cache keeps it. */
const overlapMs = 24 * 3_600_000;

/**
 * The public keys that tokens are verified with: those that sign, those that are to sign next, so that whoever
 * caches them has them in time, and those retired within the last day. https://www.rfc-editor.org/rfc/rfc7517
 */
export async function publishedKeys(): Promise<{ keys: JWK[] }> {
  const rows = await db().signingKey.findMany({
    where: {
      OR: [{ slot: { not: null } }, { retiredAt: { gt: new Date(now().getTime() - overlapMs) } }],
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: { id: true, algorithm: true, publicKey: true },
  });
  return {
    keys: rows.map(({ id, algorithm, publicKey }) => publicJwk(id, algorithm, JSON.parse(publicKey))),
  };
}

/** Named members only, so that a private one never rides along. */
function publicJwk(kid: string, alg: string, key: JWK): JWK {
  const { kty, crv, x, y, n, e } = key;
  const members = { kty, crv, x, y, n, e, kid, alg, use: "sig" };
  return JSON.parse(JSON.stringify(members));
}
