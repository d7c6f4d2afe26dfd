import { expect, test } from "vitest";
import { createMfaLedger, totp } from "./mfa.ts";

// "12345678901234567890", the seed of RFC 6238's test vectors.
const SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1234567890, "005924"],
  [2000000000, "279037"],
])("agrees with RFC 6238 at %i", (seconds, code) => {
  expect(totp(SEED, Math.floor(seconds / 30))).toBe(code);
});

test("takes a code once, a neighbouring step too, and no older one afterwards", () => {
  const ledger = createMfaLedger();
  const now = 1234567890_000;
  const step = Math.floor(now / 30_000);
  expect(ledger.redeem("device-a", SEED, totp(SEED, step - 2), now)).toBe(false);
  expect(ledger.redeem("device-a", SEED, totp(SEED, step), now)).toBe(true);
  expect(ledger.redeem("device-a", SEED, totp(SEED, step), now)).toBe(false);
  expect(ledger.redeem("device-a", SEED, totp(SEED, step - 1), now)).toBe(false);
  expect(ledger.redeem("device-b", SEED, totp(SEED, step - 1), now)).toBe(true);
  const next = ledger.unusedCode("device-a", SEED, now);
  expect(next).toBe(totp(SEED, step + 1));
  expect(ledger.redeem("device-a", SEED, next ?? "", now)).toBe(true);
  expect(ledger.unusedCode("device-a", SEED, now)).toBeUndefined();
});
