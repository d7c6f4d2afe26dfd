import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { AwsException } from "./aws-exception.ts";

/** Whether AWS clients may sign in by device code here. */
export type DeviceCodesView = { enabled: boolean };

/** What this takes; described at /api/openapi.json. */
export const DeviceCodesInput = z.strictObject({ enabled: z.boolean() });

/**
 * Whether device codes are on. Owners, admins and auditors.
 * @throws AppError `not_allowed`
 */
export async function readDeviceCodes(viewer: Viewer): Promise<DeviceCodesView> {
  requireReader(viewer);
  return { enabled: await areDeviceCodesOn(db()) };
}

/**
 * Turns device codes on or off. Off, those that wait for an answer get none. Owners.
 * @throws AppError `not_allowed`
 */
export async function setDeviceCodes(viewer: Viewer, input: unknown): Promise<DeviceCodesView> {
  requireOwner(viewer);
  const { enabled } = DeviceCodesInput.parse(input);
  return transact(async (tx) => {
    const { count } = await tx.installation.updateMany({
      where: { deviceCodes: !enabled },
      data: { deviceCodes: enabled },
    });
    if (count > 0)
      recordEvent(tx, actorOf(viewer), {
        event: "device_codes.changed",
        outcome: "done",
        fields: { enabled },
      });
    return { enabled };
  });
}

/** The setting, for who must obey it. */
export async function areDeviceCodesOn(tx: Tx): Promise<boolean> {
  const row = await tx.installation.findFirst({ select: { deviceCodes: true } });
  return row?.deviceCodes ?? false;
}

/** What a client is told where device codes are off. */
export function deviceCodesOff(): AwsException {
  return new AwsException(
    "UnauthorizedClientException",
    "Signing in by device code is turned off in this portal. Use a client that opens the browser by itself, such as AWS CLI 2.22 or later with an sso-session and without --use-device-code, or ask an owner.",
  );
}
