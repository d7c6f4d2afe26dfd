import { expect, test } from "vitest";
import type { ApiFailure } from "#components/api-client.ts";
import { promptAfter, promptBefore } from "./access-prompt.ts";

const noon = Date.parse("2026-03-01T12:00:00Z");
const free = { requiresMfa: false, mfaUntil: null, requiresSecondFactor: false };
const atOnce = { requiresReason: false };
const device = "arn:aws:iam::111122223333:mfa/ueno";

function refused(code: string, details: ApiFailure["details"] = {}): ApiFailure {
  return { ok: false, code, message: "", requestId: null, details };
}

test.each([
  ["a role that wants nothing", free, false],
  ["MFA that nobody gave yet", { ...free, requiresMfa: true }, true],
  ["MFA whose time is over", { ...free, requiresMfa: true, mfaUntil: "2026-03-01T11:59:59Z" }, true],
  ["MFA that still serves", { ...free, requiresMfa: true, mfaUntil: "2026-03-01T12:00:01Z" }, false],
  ["the portal's own second factor alone", { ...free, requiresSecondFactor: true }, false],
  [
    "both factors, of which the API asks the first",
    { ...free, requiresMfa: true, requiresSecondFactor: true },
    false,
  ],
])("before the first request: %s", (_, role, asks) => {
  expect(promptBefore(role, atOnce, noon)?.kind).toBe(asks ? "mfa" : undefined);
});

test("a code that is merely wanted is asked for without an error, naming the device", () => {
  expect(promptAfter(refused("mfa_code_required", { serialNumber: device }), null)).toEqual({
    kind: "mfa",
    serialNumber: device,
    refusal: null,
  });
});

test.each(["aws_mfa_code_refused", "mfa_code_reused", "mfa_code_malformed", "mfa_serial_malformed"])(
  "%s asks again with the reason, for the device that was named",
  (code) => {
    const failure = refused(code);
    expect(promptAfter(failure, { mfaCode: "123456", mfaSerial: device })).toEqual({
      kind: "mfa",
      serialNumber: device,
      refusal: failure,
    });
  },
);

test("nothing of a refused code is kept", () => {
  const prompt = promptAfter(refused("aws_mfa_code_refused"), { mfaCode: "123456" });
  expect(JSON.stringify(prompt)).not.toContain("123456");
});

test("the second factor is asked for, or its set-up", () => {
  expect(promptAfter(refused("second_factor_required"), null)).toEqual({
    kind: "secondFactor",
    enrolled: true,
  });
  expect(promptAfter(refused("second_factor_not_enrolled"), null)).toEqual({
    kind: "secondFactor",
    enrolled: false,
  });
});

test("too many attempts are told at the code only where one was given", () => {
  expect(promptAfter(refused("too_many_attempts"), { mfaCode: "123456" })?.kind).toBe("mfa");
  expect(promptAfter(refused("too_many_attempts"), null)).toBeNull();
});

test("every other refusal is told, not asked about", () => {
  for (const code of ["aws_not_allowed", "mfa_unsupported", "network_failed", "role_not_assigned"])
    expect(promptAfter(refused(code), { mfaCode: "123456" })).toBeNull();
});

test("a reason is asked for before anything else, and once", () => {
  const role = { ...free, requiresMfa: true };
  expect(promptBefore(role, { requiresReason: true }, noon)).toEqual({ kind: "reason" });
  expect(promptBefore(role, { requiresReason: true }, noon, "INC-7")?.kind).toBe("mfa");
  expect(promptBefore(free, { requiresReason: true }, noon, "INC-7")).toBeNull();
  expect(promptAfter(refused("reason_required"), null)).toEqual({ kind: "reason" });
});

test("too many attempts are no matter of the code where only a reason was given", () => {
  expect(promptAfter(refused("too_many_attempts"), { reason: "INC-7" })).toBeNull();
});
