import type { ApiFailure } from "#components/api-client.ts";
import type { PickerRole, PickerUse } from "#lib/access/picker-role.ts";

/** What a person gives for AWS MFA; the device only where it is named. */
export type MfaGiven = { mfaCode: string; mfaSerial?: string };

/** What a request comes with beyond its choices: a code is in one request only, a reason in all that follow. */
export type Given = { reason?: string } & Partial<MfaGiven>;

/** What a role wants from the person before it is used. */
export type AccessPrompt =
  | { kind: "reason" }
  | { kind: "mfa"; serialNumber: string | null; refusal: ApiFailure | null }
  | { kind: "secondFactor"; enrolled: boolean };

type Wants = Pick<PickerRole, "requiresMfa" | "mfaUntil" | "requiresSecondFactor">;

/**
 * What to ask before the first request. A reason comes first: it is never refused. Where the portal's own second factor is wanted as well, the API says which is
 * missing: its proof comes first, so that the shorter-lived code of AWS is given last.
 */
export function promptBefore(
  role: Wants,
  use: Pick<PickerUse, "requiresReason"> | null,
  now: number,
  reason?: string,
): AccessPrompt | null {
  if (use?.requiresReason && reason === undefined) return { kind: "reason" };
  if (!role.requiresMfa || role.requiresSecondFactor || mfaServes(role, now)) return null;
  return { kind: "mfa", serialNumber: null, refusal: null };
}

/** What a refusal asks the person for, or null for one that is only told. `given` is what the request came with. */
export function promptAfter(failure: ApiFailure, given: Given | null): AccessPrompt | null {
  switch (failure.code) {
    case "reason_required":
      return { kind: "reason" };
    case "second_factor_required":
      return { kind: "secondFactor", enrolled: true };
    case "second_factor_not_enrolled":
      return { kind: "secondFactor", enrolled: false };
    case "mfa_code_required":
      return { kind: "mfa", serialNumber: deviceOf(failure, given), refusal: null };
    case "mfa_serial_missing":
    case "mfa_serial_malformed":
    case "mfa_code_malformed":
    case "mfa_code_reused":
    case "aws_mfa_code_refused":
      return { kind: "mfa", serialNumber: deviceOf(failure, given), refusal: failure };
    case "too_many_attempts":
      return given?.mfaCode === undefined
        ? null
        : { kind: "mfa", serialNumber: deviceOf(failure, given), refusal: failure };
    default:
      return null;
  }
}

/** Whether a code that was given earlier still serves. */
export function mfaServes(role: Pick<Wants, "mfaUntil">, now: number): boolean {
  return role.mfaUntil !== null && Date.parse(role.mfaUntil) > now;
}

function deviceOf(failure: ApiFailure, given: Given | null): string | null {
  const told = failure.details["serialNumber"];
  return typeof told === "string" ? told : (given?.mfaSerial ?? null);
}
