import type { SandboxState } from "../sandbox-state.ts";
import type { Caller } from "../session.ts";
import { accessDenied } from "./aws-error.ts";

/**
 * Whether the request proves a second factor. Serial number and code go together, the device must be the user's,
 * and each code counts once. Throws AccessDenied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function redeemMfa(
  state: SandboxState,
  caller: Caller,
  serialNumber: string | undefined,
  tokenCode: string | undefined,
  nowMs: number,
): boolean {
  if (serialNumber === undefined && tokenCode === undefined) return false;
  if (serialNumber === undefined || tokenCode === undefined) {
    throw accessDenied(
      "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
    );
  }
  const user = caller.kind === "user" ? state.index.users.get(caller.principalArn) : undefined;
  const device = user?.mfaDevices?.find((item) => item.serialNumber === serialNumber);
  if (!device) {
    throw accessDenied(
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
    );
  }
  if (!state.mfa.redeem(serialNumber, device.seed, tokenCode, nowMs)) {
    throw accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
  }
  return true;
}
