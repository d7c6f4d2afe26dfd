import { randomUUID } from "node:crypto";
import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import { addressBlock } from "#lib/auth/address-block.ts";
import type { AttemptLimit } from "#lib/auth/attempts.ts";
import { requireAttempt } from "#lib/auth/require-attempt.ts";
import type { RequestOrigin } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { AwsException } from "./aws-exception.ts";
import { hashClientToken, newClientCode } from "./client-token-text.ts";
import { areDeviceCodesOn, deviceCodesOff } from "./device-codes.ts";
import { grantTypes } from "./grant-types.ts";
import { requireClient } from "./registered-client.ts";
import { isOwnStartUrl, startUrlOf } from "./start-url.ts";
import { hashUserCode, newUserCode } from "./user-code.ts";

const lifeSeconds = 600;
const pollSeconds = 5;
const perAddress: AttemptLimit = { name: "device-authorization", most: 60, windowSeconds: 900 };

/** Of any length that a body may have: what AWS itself gave runs to thousands of characters, and is unknown here. */
const StartDeviceAuthorizationInput = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  startUrl: z.string(),
});

export type StartedDeviceAuthorization = {
  deviceCode: string;
  userCode: string;
  verificationUri: string;
  verificationUriComplete: string;
  expiresIn: number;
  interval: number;
};

/**
 * StartDeviceAuthorization: codes for a client and for its person, who types theirs at the portal. The complete
 * address has no code in it: what somebody sent is not to be answered by a click.
 * @throws AwsException `InvalidClientException`, `UnauthorizedClientException` where device codes are off or were not
 *   registered, `InvalidRequestException`
 * @throws AppError `too_many_attempts`
 */
export async function startDeviceAuthorization(
  origin: RequestOrigin,
  input: unknown,
): Promise<StartedDeviceAuthorization> {
  const asked = StartDeviceAuthorizationInput.parse(input);
  const { GENKAN_URL } = env();
  const client = await requireClient(db(), asked);
  if (!(await areDeviceCodesOn(db()))) throw deviceCodesOff();
  if (!client.grantTypes.includes(grantTypes.deviceCode))
    throw new AwsException("UnauthorizedClientException", "The client did not register for device codes.");
  if (!isOwnStartUrl(GENKAN_URL, asked.startUrl))
    throw new AwsException(
      "InvalidRequestException",
      `The start URL of this portal is ${startUrlOf(GENKAN_URL)}: set it as sso_start_url.`,
    );
  await requireAttempt(origin, [{ limit: perAddress, subject: addressBlock(origin.address) }], {
    event: "client_sign_in.refused",
    outcome: "refused",
    fields: { clientId: client.id, clientName: client.name, method: "device_code" },
  });
  const deviceCode = newClientCode();
  const userCode = newUserCode();
  const at = now();
  await transact((tx) =>
    tx.deviceAuthorization.create({
      data: {
        id: randomUUID(),
        clientId: client.id,
        deviceCodeHash: hashClientToken(deviceCode),
        userCodeHash: hashUserCode(userCode),
        address: origin.address,
        userAgent: origin.userAgent.slice(0, 300),
        createdAt: at,
        expiresAt: new Date(at.getTime() + lifeSeconds * 1000),
        interval: pollSeconds,
      },
      select: { id: true },
    }),
  );
  const verificationUri = `${GENKAN_URL}/device`;
  return {
    deviceCode,
    userCode,
    verificationUri,
    verificationUriComplete: verificationUri,
    expiresIn: lifeSeconds,
    interval: pollSeconds,
  };
}
