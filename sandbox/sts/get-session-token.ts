import type { SandboxState } from "../sandbox-state.ts";
import { type Caller, issueCredentials } from "../session.ts";
import { accessDenied } from "./aws-error.ts";
import { collectViolations, LIMITS } from "./limits.ts";
import { redeemMfa } from "./redeem-mfa.ts";
import { text } from "./session-parameters.ts";
import { credentialsElement } from "./xml.ts";

/**
 * GetSessionToken: the result's XML. Throws AwsError.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export function getSessionToken(
  state: SandboxState,
  caller: Caller,
  form: URLSearchParams,
  nowMs: number,
): string {
  const serialNumber = text(form, "SerialNumber");
  const tokenCode = text(form, "TokenCode");
  const violations = collectViolations();
  const asked = violations.seconds("durationSeconds", text(form, "DurationSeconds"), 900, 129_600);
  violations.text("serialNumber", serialNumber, LIMITS.serialNumber);
  violations.text("tokenCode", tokenCode, LIMITS.tokenCode);
  violations.throwIfAny();
  if (caller.session) throw accessDenied("Cannot call GetSessionToken with session credentials");

  const mfa = redeemMfa(state, caller, serialNumber, tokenCode, nowMs);
  const seconds = caller.kind === "root" ? Math.min(asked ?? 3600, 3600) : (asked ?? 43_200);
  const issuedAt = Math.floor(nowMs / 1000);
  const credentials = issueCredentials(state, {
    principalArn: caller.principalArn,
    issuedAt,
    expiresAt: issuedAt + seconds,
    chained: false,
    mfa,
  });
  return credentialsElement(credentials);
}
