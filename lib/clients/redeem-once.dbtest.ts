import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { connect, type Db, db, type Tx } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import {
  allowedDevice,
  awsRefusal,
  consent,
  deviceRegistration,
  pkceRegistration,
} from "#lib/testing/client-sign-ins.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { createToken } from "./create-token.ts";
import { redeemAuthorizationCode } from "./redeem-authorization-code.ts";
import { redeemDeviceCode } from "./redeem-device-code.ts";
import type { Redeeming, Redemption } from "./redemption.ts";
import { type Registration, registerClient } from "./register-client.ts";
import { requireClient } from "./registered-client.ts";

testDatabase();

// 50 rounds of each kind on each database: 200 in all. Somebody else may keep the machine busy meanwhile.
const patienceMs = 240_000;
const rounds = 50;
const atOnce = 50;
let person: Viewer;
beforeAll(async () => {
  person = await addViewer();
});

/** On PostgreSQL some of them ask another replica, which shares neither memory nor transactions with this one. */
const elsewhere = 5;

type InTransaction = (tx: Tx, by: Redeeming) => Promise<Redemption>;

async function race(
  client: Registration,
  input: object,
  other: Db | null,
  inTransaction: InTransaction,
): Promise<string[]> {
  const by = { client: await requireClient(db(), client), origin: testRequest };
  const there = other ? elsewhere : 0;
  const replica = async (): Promise<string> => {
    try {
      const redemption = await other?.$transaction((tx) => inTransaction(tx, by));
      return redemption?.ok ? "none" : (redemption?.exception ?? "no replica");
    } catch (error) {
      // Whoever waits too long for the other replica's lock is refused, and asks again as SDKs do.
      if (error instanceof Error && /lock timeout/.test(error.message)) return replica();
      throw error;
    }
  };
  return Promise.all([
    ...Array.from({ length: there }, replica),
    ...Array.from({ length: atOnce - there }, () => awsRefusal(() => createToken(testRequest, input))),
  ]);
}

test(
  "a code that fifty redeem at once gives tokens to exactly one of them, in every round",
  async () => {
    const other = testProvider === "postgresql" ? connect(env().DATABASE_URL) : null;
    const pkce = await registerClient(testRequest, pkceRegistration);
    const device = await registerClient(testRequest, deviceRegistration);
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      const code = await consent(person, pkce);
      const byCode = await race(pkce, code, other, (tx, by) => redeemAuthorizationCode(tx, by, code));
      const { deviceCode, ...rest } = await allowedDevice(person, device);
      const byDevice = await race(device, { deviceCode, ...rest }, other, (tx, by) =>
        redeemDeviceCode(tx, by, deviceCode),
      );
      for (const outcomes of [byCode, byDevice]) {
        expect.soft(outcomes.filter((name) => name === "none")).toHaveLength(1);
        expect.soft(outcomes.filter((name) => name === "InvalidGrantException")).toHaveLength(atOnce - 1);
      }
    }
    await other?.$disconnect();
    expect(await db().clientSignIn.count()).toBe(2 * rounds);
    expect(await db().clientToken.count()).toBe(4 * rounds);
    printFigure("single redemption", {
      provider: testProvider,
      rounds: 2 * rounds,
      atOnce,
      ms: Math.round(performance.now() - startedAt),
    });
  },
  patienceMs,
);
