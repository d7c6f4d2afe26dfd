import { createHmac } from "node:crypto";

const STEP_SECONDS = 30;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Remembers the last time step that each device used, for AWS takes a code once only. */
export type MfaLedger = {
  /** Whether the code is the device's for about now and was not used before; then it counts as used. */
  redeem(serialNumber: string, seed: string, code: string, nowMs: number): boolean;
  /** A code that `redeem` would take now: the current one, or the next when the current one is used up. */
  unusedCode(serialNumber: string, seed: string, nowMs: number): string | undefined;
  clear(): void;
};

export function createMfaLedger(): MfaLedger {
  const lastSteps = new Map<string, number>();
  // One step either way, for clocks that differ a little: RFC 6238, section 5.2.
  const window = (nowMs: number) =>
    [-1, 0, 1].map((offset) => Math.floor(nowMs / 1000 / STEP_SECONDS) + offset);
  const fresh = (serialNumber: string, step: number) => step > (lastSteps.get(serialNumber) ?? -1);
  return {
    redeem(serialNumber, seed, code, nowMs) {
      const step = window(nowMs).find((item) => fresh(serialNumber, item) && totp(seed, item) === code);
      if (step === undefined) return false;
      lastSteps.set(serialNumber, step);
      return true;
    },
    unusedCode(serialNumber, seed, nowMs) {
      const step = window(nowMs)
        .slice(1)
        .find((item) => fresh(serialNumber, item));
      return step === undefined ? undefined : totp(seed, step);
    },
    clear: () => lastSteps.clear(),
  };
}

/** The six digits of RFC 6238 (SHA-1, 30 seconds) for a base32 seed and a time step. */
export function totp(seed: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(seed)).update(counter).digest();
  const offset = (digest[digest.length - 1] ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text.toUpperCase().replace(/=+$/, "")) {
    value = ((value << 5) | BASE32.indexOf(letter)) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
