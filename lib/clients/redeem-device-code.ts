import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import type { AwsExceptionName } from "./aws-exception.ts";
import { hashClientToken } from "./client-token-text.ts";
import { areDeviceCodesOn, deviceCodesOff } from "./device-codes.ts";
import { endReplayed } from "./end-replayed.ts";
import { grantTypes } from "./grant-types.ts";
import { lockConsent, openClientSignIn } from "./open-client-sign-in.ts";
import { type Redeeming, type Redemption, refuseRedemption } from "./redemption.ts";

/** Seconds that a client which asks too often waits longer, https://www.rfc-editor.org/rfc/rfc8628#section-3.5. */
const slowDownSeconds = 5;
/** What a network may take from the time between two polls. */
const jitterMs = 1000;

/** Redeems a device code, once, as soon as a person has allowed it; until then the client hears to wait. */
export async function redeemDeviceCode(tx: Tx, by: Redeeming, deviceCode: string): Promise<Redemption> {
  if (!(await areDeviceCodesOn(tx))) {
    const { exception, message } = deviceCodesOff();
    return { ok: false, exception, message };
  }
  if (!by.client.grantTypes.includes(grantTypes.deviceCode))
    return refuseRedemption(tx, by, "grant_not_registered", {
      exception: "UnauthorizedClientException",
      message: "The client did not register for device codes.",
    });
  const deviceCodeHash = hashClientToken(deviceCode);
  const row = await readAuthorization(tx, deviceCodeHash);
  if (!row)
    return refuseRedemption(tx, by, "code_unknown", {
      exception: "InvalidGrantException",
      message: "The device code is unknown. Sign in again.",
    });
  if (row.clientId !== by.client.id)
    return refuseRedemption(tx, by, "code_of_another_client", {
      exception: "UnauthorizedClientException",
      message: "This code was given to another client.",
    });

  const at = now();
  if (row.redeemedAt) return tellWhy(tx, by, row);
  const { count } = await tx.deviceAuthorization.updateMany({
    where: {
      id: row.id,
      redeemedAt: null,
      approvedAt: { not: null },
      deniedAt: null,
      expiresAt: { gt: at },
    },
    data: { redeemedAt: at },
  });
  const after = (await readAuthorization(tx, deviceCodeHash)) ?? row;
  if (count === 0) return tellWhy(tx, by, after);
  const consent = { signInId: after.signInId ?? "", personId: after.personId ?? "" };
  const person = await lockConsent(tx, consent);
  if (!person)
    return refuseRedemption(tx, by, "consent_ended", {
      exception: "AccessDeniedException",
      message: "Whoever allowed this has signed out of the portal since. Sign in again.",
      personId: consent.personId,
    });
  // The id of the authorization serves again, so that a replay finds what it gave.
  const opening = { id: row.id, person, method: "device_code", scopes: by.client.scopes } as const;
  return { ok: true, tokens: await openClientSignIn(tx, by, opening) };
}

/** Why a code gives no tokens, by the row as it is once that came out. */
async function tellWhy(tx: Tx, by: Redeeming, row: Row): Promise<Redemption> {
  const at = now();
  if (row.redeemedAt)
    return endReplayed(tx, by, {
      reason: "device_code_reused",
      redeemedAt: row.redeemedAt,
      clientSignInId: row.id,
      personId: row.personId ?? "",
    });
  if (row.deniedAt) return no("AccessDeniedException", "The sign-in was denied in the portal.");
  if (row.expiresAt <= at) return no("ExpiredTokenException", "The device code has ended. Sign in again.");
  const tooEarly =
    row.lastPolledAt !== null && at.getTime() - row.lastPolledAt.getTime() < row.interval * 1000 - jitterMs;
  await tx.deviceAuthorization.update({
    where: { id: row.id },
    data: {
      // AWS CLI asks once before it shows the code, and at once again: the first time does not count.
      lastPolledAt: row.lastPolledAt === null ? new Date(0) : at,
      ...(tooEarly && { interval: row.interval + slowDownSeconds }),
    },
    select: { id: true },
  });
  return tooEarly
    ? no("SlowDownException", "The client asks too often.")
    : no("AuthorizationPendingException", "Nobody has answered in the portal yet.");
}

type Row = {
  id: string;
  clientId: string;
  personId: string | null;
  signInId: string | null;
  expiresAt: Date;
  lastPolledAt: Date | null;
  interval: number;
  deniedAt: Date | null;
  redeemedAt: Date | null;
};

async function readAuthorization(tx: Tx, deviceCodeHash: string): Promise<Row | undefined> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "id", "clientId", "personId", "signInId", "expiresAt", "lastPolledAt", "interval", "deniedAt", "redeemedAt"
    FROM "DeviceAuthorization" WHERE "deviceCodeHash" = ${deviceCodeHash}`;
  const toDate = (stored: Date | null) => stored && new Date(stored);
  return rows.map((row) => ({
    ...row,
    expiresAt: new Date(row.expiresAt),
    lastPolledAt: toDate(row.lastPolledAt),
    deniedAt: toDate(row.deniedAt),
    redeemedAt: toDate(row.redeemedAt),
  }))[0];
}

function no(exception: AwsExceptionName, message: string): Redemption {
  return { ok: false, exception, message };
}
