import { expect, test } from "vitest";
import { matchCode } from "./match-code.ts";

// The secret and the last six digits of https://www.rfc-editor.org/rfc/rfc6238#appendix-B
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, "287082", 1],
  [1_111_111_109, "081804", 37_037_036],
  [1_111_111_111, "050471", 37_037_037],
  [1_234_567_890, "005924", 41_152_263],
  [2_000_000_000, "279037", 66_666_666],
  [20_000_000_000, "353130", 666_666_666],
])("knows the code of RFC 6238 at %i s, and its step", (seconds, code, step) => {
  expect(matchCode(secret, code, at(seconds))).toBe(step);
});

test("takes the step before and the one after, and no other", () => {
  const steps = [-60, -30, 0, 30, 60].map((off) => matchCode(secret, "005924", at(1_234_567_890 + off)));
  expect(steps).toEqual([null, 41_152_263, 41_152_263, 41_152_263, null]);
});

test.each(["", "00592", "0059240", "５００５９２", "005925"])("finds no step for %j", (code) => {
  expect(matchCode(secret, code, at(1_234_567_890))).toBeNull();
});
