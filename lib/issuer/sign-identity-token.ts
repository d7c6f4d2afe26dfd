import { randomUUID } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { openSecret } from "#lib/secrets/seal.ts";
import type { SigningAlgorithm } from "#lib/sources/source-view.ts";
import { privateKeyPlace, slotOf } from "./key-pairs.ts";
import { requireSigningKeys } from "./require-signing-keys.ts";

/** What a token says, and to whom. */
export type IdentityTokenInput = {
  person: { sessionName: string; email: string; name: string; groups: readonly string[] };
  issuer: string;
  audience: string;
  algorithm: SigningAlgorithm;
  tags: readonly { key: string; value: string; transitive: boolean }[];
  sourceIdentity: string | null;
};

/** A token serves one request to STS. */
const lifeSeconds = 300;
/** STS's clock may be behind. */
const leewaySeconds = 60;
/** STS takes tokens of 20,000 characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const mostGroupCharacters = 8000;

/**
 * Signs a token that tells AWS who a person is, with the current key of an algorithm. `sub` is the person's session
 * name. Tags and the source identity are there only when they are sent, since each asks for a permission of its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 * @returns a JWT, good for five minutes
 * @throws AppError `sealed_secret_unreadable`
 */
export async function signIdentityToken(input: IdentityTokenInput): Promise<string> {
  const { person, issuer, audience, algorithm } = input;
  const { kid, key } = await currentKey(algorithm);
  const issuedAt = Math.floor(now().getTime() / 1000);
  const claims = {
    email: person.email,
    name: person.name,
    ...groupsClaim(person.groups),
    ...awsClaims(input),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid, typ: "JWT" })
    .setIssuer(issuer)
    .setSubject(person.sessionName)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt - leewaySeconds)
    .setExpirationTime(issuedAt + lifeSeconds)
    .setJti(randomUUID())
    .sign(key);
}

async function currentKey(algorithm: SigningAlgorithm) {
  let row = await findCurrent(algorithm);
  if (!row) {
    await requireSigningKeys();
    row = await findCurrent(algorithm);
  }
  if (!row) throw new Error(`there is no current signing key for ${algorithm}`);
  const jwk: JWK = JSON.parse(openSecret(row.sealedPrivateKey, privateKeyPlace(row.id)));
  return { kid: row.id, key: await importJWK(jwk, algorithm) };
}

function findCurrent(algorithm: SigningAlgorithm) {
  return db().signingKey.findUnique({
    where: { slot: slotOf(algorithm, "current") },
    select: { id: true, sealedPrivateKey: true },
  });
}

/** Some groups without the others would be another statement: too many are left out as a whole. */
function groupsClaim(groups: readonly string[]): { groups?: readonly string[] } {
  return JSON.stringify(groups).length <= mostGroupCharacters ? { groups } : {};
}

function awsClaims({ tags, sourceIdentity }: IdentityTokenInput): Record<string, unknown> {
  const transitive = tags.filter((tag) => tag.transitive).map((tag) => tag.key);
  const tagsClaim = {
    principal_tags: Object.fromEntries(tags.map(({ key, value }) => [key, [value]])),
    ...(transitive.length > 0 && { transitive_tag_keys: transitive }),
  };
  return {
    ...(tags.length > 0 && { "https://aws.amazon.com/tags": tagsClaim }),
    ...(sourceIdentity !== null && { "https://aws.amazon.com/source_identity": sourceIdentity }),
  };
}
