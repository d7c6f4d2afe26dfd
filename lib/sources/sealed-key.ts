import { z } from "zod";
import { openSecret, type SecretPlace, sealSecret } from "#lib/secrets/seal.ts";

/** An IAM user's access key, both halves: in one function's scope and nowhere else. */
export type AccessKey = { accessKeyId: string; secretAccessKey: string };

const StoredKey = z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** Seals an access key to the row of its source. */
export function sealAccessKey(sourceId: string, { accessKeyId, secretAccessKey }: AccessKey): string {
  return sealSecret(JSON.stringify({ accessKeyId, secretAccessKey }), placeOf(sourceId));
}

/**
 * Opens the access key of a source.
 * @throws AppError `sealed_secret_unreadable`
 */
export function openAccessKey(sourceId: string, sealedKey: string): AccessKey {
  return StoredKey.parse(JSON.parse(openSecret(sealedKey, placeOf(sourceId))));
}

function placeOf(sourceId: string): SecretPlace {
  return { table: "CredentialSource", row: sourceId, column: "sealedKey" };
}
