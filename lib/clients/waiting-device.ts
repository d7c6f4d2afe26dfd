import { recordEvent, transact } from "#lib/audit/transact.ts";
import { type AttemptLimit, countCommittedAttempt, takeBackAttempt } from "#lib/auth/attempts.ts";
import { recordRefusing } from "#lib/auth/record-refusal.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { requireBrowser } from "./authorization-request.ts";
import { areDeviceCodesOn } from "./device-codes.ts";
import { findRegisteredClient, type RegisteredClient } from "./registered-client.ts";
import { hashUserCode } from "./user-code.ts";

/** A client that waits with a device code for its person's answer. */
export type WaitingDevice = {
  id: string;
  client: RegisteredClient;
  address: string;
  userAgent: string;
  createdAt: Date;
  expiresAt: Date;
};

const wrongCodes: AttemptLimit = { name: "user-code", most: 5, windowSeconds: 900 };

/**
 * What waits under the user code that a person typed. Each try is counted and committed before the code is looked at,
 * and taken back when it was right: five wrong ones lock the person out for a while.
 * @throws AppError `token_not_accepted`, `device_codes_off`, `too_many_attempts`, `user_code_wrong`
 */
export async function findWaitingDevice(viewer: Viewer, userCode: string): Promise<WaitingDevice> {
  requireBrowser(viewer);
  if (!(await areDeviceCodesOn(db())))
    throw new AppError("device_codes_off", "Signing in by device code is turned off in this portal.");
  const refused = {
    event: "client_sign_in.refused",
    outcome: "refused",
    subjectId: viewer.personId,
    fields: { person: viewer.sessionName, method: "device_code", reason: "user_code_wrong" },
  } as const;
  const subject = viewer.personId;
  if (!(await countCommittedAttempt(wrongCodes, subject))) {
    await transact((tx) => recordRefusing(tx, actorOf(viewer), { limit: wrongCodes, subject }, refused));
    throw new AppError("too_many_attempts", "Too many attempts. Wait 15 minutes and try again.");
  }
  const found = await transact(async (tx) => {
    const row = await tx.deviceAuthorization.findUnique({
      where: { userCodeHash: hashUserCode(userCode) },
      select: columns,
    });
    const waits = row && !row.approvedAt && !row.deniedAt && row.expiresAt > now();
    const client = waits ? await findRegisteredClient(tx, row.clientId) : null;
    if (row && client) {
      await takeBackAttempt(tx, wrongCodes, subject);
      return { ...row, client };
    }
    recordEvent(tx, actorOf(viewer), refused);
    return null;
  });
  if (!found) throw userCodeWrong();
  const { id, client, address, userAgent, createdAt, expiresAt } = found;
  return { id, client, address, userAgent, createdAt, expiresAt };
}

/** The refusal for a code under which nothing waits, whatever became of it. */
export function userCodeWrong(): AppError {
  return new AppError("user_code_wrong", "No sign-in waits under this code.");
}

const columns = {
  id: true,
  clientId: true,
  address: true,
  userAgent: true,
  createdAt: true,
  expiresAt: true,
  approvedAt: true,
  deniedAt: true,
} as const;
