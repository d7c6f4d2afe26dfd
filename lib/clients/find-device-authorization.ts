import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { DeviceConsentView } from "./consent-view.ts";
import { toConsentView } from "./to-consent-view.ts";
import { findWaitingDevice } from "./waiting-device.ts";

/** What this takes; described at /api/openapi.json. */
export const FindDeviceAuthorizationInput = z.strictObject({ userCode: z.string().max(100) });

/**
 * What a person is told of the AWS client that waits under the code they typed.
 * @throws AppError `token_not_accepted`, `device_codes_off`, `too_many_attempts`, `user_code_wrong`
 */
export async function findDeviceAuthorization(viewer: Viewer, input: unknown): Promise<DeviceConsentView> {
  const { userCode } = FindDeviceAuthorizationInput.parse(input);
  const { id, client, address, userAgent, createdAt, expiresAt } = await findWaitingDevice(viewer, userCode);
  return {
    ...toConsentView(client, client.scopes),
    deviceAuthorizationId: id,
    address,
    userAgent,
    askedAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    sameAddress: address === viewer.address,
  };
}
