import { addressBlock } from "#lib/auth/address-block.ts";
import type { AttemptLimit } from "#lib/auth/attempts.ts";
import { recordRefusal } from "#lib/auth/record-refusal.ts";
import { anonymousActor, type RequestOrigin } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import type { AwsExceptionName } from "./aws-exception.ts";
import type { RegisteredClient } from "./registered-client.ts";

/** What CreateToken answers. `expiresIn` is whole seconds. */
export type ClientTokens = {
  accessToken: string;
  tokenType: "Bearer";
  expiresIn: number;
  refreshToken?: string;
};

/** What came of a grant. A refusal is told and not thrown: what it records and ends is committed. */
export type Redemption =
  | { ok: true; tokens: ClientTokens }
  | { ok: false; exception: AwsExceptionName; message: string };

/** Who redeems what from where. */
export type Redeeming = { client: RegisteredClient; origin: RequestOrigin };

const recorded: AttemptLimit = { name: "client-redemption", most: 20, windowSeconds: 900 };

/** Refuses a grant and records why, up to a limit by address. */
export async function refuseRedemption(
  tx: Tx,
  { client, origin }: Redeeming,
  reason: string,
  refusal: { exception: AwsExceptionName; message: string; personId?: string },
): Promise<Redemption> {
  const { exception, message, personId } = refusal;
  await recordRefusal(
    tx,
    anonymousActor(origin),
    { limit: recorded, subject: addressBlock(origin.address) },
    {
      event: "client_sign_in.refused",
      outcome: "refused",
      subjectId: personId,
      fields: { clientId: client.id, clientName: client.name, reason },
    },
  );
  return { ok: false, exception, message };
}
