import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import type { World } from "./world.ts";

export type Purpose = "session-token" | "signin-token" | "instance-metadata-token";

export type Vault = {
  /** Seals a small JSON value into base64 text that only this vault opens, and only for the same purpose. */
  seal(purpose: Purpose, value: unknown): string;
  /** The sealed value, or undefined for anything that was not sealed here for this purpose. */
  open(purpose: Purpose, sealed: string): unknown;
  /** The secret access key that belongs to a temporary access key id. */
  secretOf(accessKeyId: string): string;
  newAccessKeyId(): string;
};

// Base64 of these three bytes is "IQoJ", as session tokens of AWS begin.
const MAGIC = Buffer.from([0x21, 0x0a, 0x09]);
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * The keys of one world. They follow from its content: what was issued outlives a restart with the same world,
 * and nothing issued needs to be remembered.
 */
export function openVault(world: World): Vault {
  const seed = createHash("sha256").update(JSON.stringify(world)).digest();
  const sealingKey = createHmac("sha256", seed).update("sealing").digest();
  const secretsKey = createHmac("sha256", seed).update("secrets").digest();
  return {
    seal(purpose, value) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealingKey, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
      return Buffer.concat([MAGIC, iv, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(purpose, text) {
      const bytes = Buffer.from(text, "base64");
      if (bytes.length < 32 || !bytes.subarray(0, 3).equals(MAGIC)) return undefined;
      try {
        const decipher = createDecipheriv("aes-256-gcm", sealingKey, bytes.subarray(3, 15));
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(15, 31));
        const opened = Buffer.concat([decipher.update(bytes.subarray(31)), decipher.final()]);
        return JSON.parse(opened.toString("utf8"));
      } catch {
        return undefined;
      }
    },
    secretOf(accessKeyId) {
      return createHmac("sha256", secretsKey).update(accessKeyId).digest("base64").slice(0, 40);
    },
    newAccessKeyId() {
      return `ASIA${base32(randomBytes(16))}`;
    },
  };
}

/** A stable unique id such as AROA…, which AWS gives to each role and user. */
export function uniqueId(prefix: "AROA" | "AIDA", arn: string): string {
  return prefix + base32(createHash("sha256").update(arn).digest().subarray(0, 17));
}

function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => BASE32[byte & 31]).join("");
}
