import { createHmac } from "node:crypto";

/** The hash before the first event. */
export const genesisHash = "0".repeat(64);

/** JSON with object keys in code-unit order and no white space: one text for one value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}

/**
 * The link of one event: HMAC-SHA-256 over previous hash, sequence and body, as lower-case hex. The key lives
 * outside the database, so whoever can edit rows cannot make them fit.
 */
export function linkHash(key: Buffer, previousHash: string, sequence: bigint, body: string): string {
  return createHmac("sha256", key).update(`${previousHash}\n${sequence}\n${body}`).digest("hex");
}
