import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import { keyFor } from "./keys.ts";

/** Where a sealed secret is stored. It opens there and nowhere else. */
export type SecretPlace = { table: string; row: string; column: string };

const version = "v1";
const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals a secret for one place of the database: AES-256-GCM under a key derived from GENKAN_SECRET, with a random IV
 * and the place as additional data.
 * @returns `v1.<key id>.<iv, ciphertext and tag as base64url>`
 */
export function sealSecret(secret: string, place: SecretPlace): string {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyFor("sealed-secrets"), iv, { authTagLength: tagBytes });
  sealing.setAAD(additionalData(place));
  const text = Buffer.concat([sealing.update(secret, "utf8"), sealing.final()]);
  return [version, keyId(), Buffer.concat([iv, text, sealing.getAuthTag()]).toString("base64url")].join(".");
}

/**
 * Opens what `sealSecret` made for the same place.
 * @throws AppError `sealed_secret_unreadable` when it was sealed for another place, under another secret, or changed
 */
export function openSecret(envelope: string, place: SecretPlace): string {
  const [found, id, body, more] = envelope.split(".");
  if (found !== version || id !== keyId() || body === undefined || more !== undefined) throw unreadable();
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < ivBytes + tagBytes) throw unreadable();
  const opening = createDecipheriv(cipher, keyFor("sealed-secrets"), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  opening.setAAD(additionalData(place));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = opening.update(bytes.subarray(ivBytes, -tagBytes));
    return Buffer.concat([text, opening.final()]).toString("utf8");
  } catch (error) {
    throw unreadable(error);
  }
}

function keyId(): string {
  return createHash("sha256").update(keyFor("sealed-secrets")).digest("hex").slice(0, 8);
}

/** Lengths keep `a` + `bc` apart from `ab` + `c`. */
function additionalData({ table, row, column }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([table, row, column]));
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    "sealed_secret_unreadable",
    "A stored secret cannot be opened: it was sealed under another GENKAN_SECRET, or for another row.",
    cause === undefined ? {} : { cause },
  );
}
