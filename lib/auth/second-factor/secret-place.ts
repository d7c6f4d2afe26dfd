import type { SecretPlace } from "#lib/secrets/seal.ts";

/** Where the secret of a person's authenticator app is stored. */
export function secretPlace(personId: string): SecretPlace {
  return { table: "SecondFactor", row: personId, column: "sealedSecret" };
}
