import { beforeAll, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { connect, type Db, db, type Tx } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import {
  allowedDevice,
  consent,
  deviceRegistration,
  pkceRegistration,
} from "#lib/testing/client-sign-ins.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { redeemAuthorizationCode } from "./redeem-authorization-code.ts";
import { redeemDeviceCode } from "./redeem-device-code.ts";
import type { Redemption } from "./redemption.ts";
import { registerClient } from "./register-client.ts";
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

/** What each of the fifty hears: `none`, or the name of the exception. */
async function race(redeem: (tx: Tx) => Promise<Redemption>, other: Db | null): Promise<string[]> {
  const heard = (redemption: Redemption) => (redemption.ok ? "none" : redemption.exception);
  const replica = async (client: Db): Promise<string> => {
    try {
      return heard(await client.$transaction(redeem));
    } catch (error) {
      // Whoever waits too long for the other replica's lock is refused, and asks again as SDKs do.
      if (error instanceof Error && /lock timeout/.test(error.message)) return replica(client);
      throw error;
    }
  };
  return Promise.all(
    Array.from({ length: atOnce }, async (_, index) =>
      other && index % 10 === 5 ? replica(other) : heard(await transact(redeem)),
    ),
  );
}

test(
  "a code that fifty redeem at once gives tokens to exactly one of them, in every round",
  async () => {
    // On PostgreSQL five of them ask another replica, which shares neither memory nor transactions with this one.
    const other = testProvider === "postgresql" ? connect(env().DATABASE_URL) : null;
    const pkce = await registerClient(testRequest, pkceRegistration);
    const device = await registerClient(testRequest, deviceRegistration);
    const byPkce = { client: await requireClient(db(), pkce), origin: testRequest };
    const byDeviceCode = { client: await requireClient(db(), device), origin: testRequest };
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      const code = await consent(person, pkce);
      const byCode = await race((tx) => redeemAuthorizationCode(tx, byPkce, code), other);
      const { deviceCode } = await allowedDevice(person, device);
      const byDevice = await race((tx) => redeemDeviceCode(tx, byDeviceCode, deviceCode), other);
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
