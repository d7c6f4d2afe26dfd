import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { createDatabase, freePort } from "../../scripts/test-postgres.ts";
import { type ApiAnswer, member } from "../support/api-client.ts";
import { askAws, bearing, type ClientTokens, signClientIn, tokensOf } from "../support/aws-sign-in.ts";
import { notice } from "../support/notice.ts";
import { issuedEvents, readDatabase } from "../support/read-database.ts";
import { seedCompany } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

// Fifty clients of one person that refresh, list and get credentials all at once, while the server is killed.
// LOAD_SECONDS=60 keeps them at it for a minute.

const seconds = Number(process.env["LOAD_SECONDS"] ?? 0);
const rounds = 3;

/** A cached sign-in: one machine's. Several processes may use it, as a shell's many commands do. */
type Cache = { tokens: ClientTokens; processes: number };
const cachesOfOne = 40;
const sharedCaches = 2;
const processesOfShared = 5;

type Received = { last4: string; expiration: number; requestId: string };

const postgres = () => createDatabase(inject("postgresUrl"), "awsload");
const databases = [
  { name: "SQLite", atHand: async () => undefined },
  { name: "PostgreSQL", atHand: postgres },
];

describe.concurrent("fifty AWS clients at once", () => {
  test.each(databases)(
    "on $name fail nowhere, redeem each token once, and leave nothing unrecorded, with a kill -9 in the middle",
    async ({ name, atHand }) => {
      const folder = mkdtempSync(join(tmpdir(), "genkan-load-"));
      const sandbox = await startSandbox();
      const databaseUrl = await atHand();
      const options = {
        sandboxUrl: sandbox.url,
        folder,
        port: await freePort(),
        ...(databaseUrl && { databaseUrl }),
      };
      const database = databaseUrl ?? join(folder, "portal.db");
      let portal: Portal | undefined;
      try {
        portal = await startPortal(options);
        const { url } = portal;
        const { developer } = await seedCompany(portal);
        const caches: Cache[] = [];
        for (let n = 0; n < cachesOfOne + sharedCaches; n += 1)
          caches.push({
            tokens: await signClientIn(url, developer),
            processes: n < cachesOfOne ? 1 : processesOfShared,
          });
        const registered = await count(database, `SELECT COUNT(*) AS "n" FROM "AwsClient"`);

        const received: Received[] = [];
        let done = 0;
        const began = Date.now();
        const goesOn = (round: number) =>
          seconds > 0 ? Date.now() - began < seconds * 1000 : round < rounds;
        const halfway = () =>
          seconds > 0 ? Date.now() - began > seconds * 500 : done >= (caches.length * rounds) / 2;
        const work = Promise.all(
          caches.map(async (cache) => {
            for (let round = 0; goesOn(round); round += 1) {
              await refreshTogether(url, cache);
              await Promise.all(Array.from({ length: cache.processes }, () => use(url, cache, received)));
              done += 1;
            }
          }),
        );
        const killed = (async () => {
          while (!halfway()) await new Promise((resolve) => setTimeout(resolve, 20));
          const gone = new Promise((resolve) => portal?.process.once("close", resolve));
          portal?.process.kill("SIGKILL");
          await gone;
          portal = await startPortal(options);
        })();
        await Promise.all([work, killed]);

        expect(await count(database, `SELECT COUNT(*) AS "n" FROM "AwsClient"`)).toBe(registered);
        const open = `SELECT COUNT(*) AS "n" FROM "ClientSignIn" WHERE "endedAt" IS NULL`;
        expect(await count(database, open)).toBe(caches.length);
        // One chain each: as many refresh tokens were made as were redeemed, and the last one.
        const forks = await readDatabase(
          database,
          `SELECT "clientSignInId" FROM "ClientToken" WHERE "kind" = 'refresh' AND "redeemedAt" IS NULL
           GROUP BY "clientSignInId" HAVING COUNT(*) <> 1`,
        );
        expect(forks).toEqual([]);
        const issued = await issuedEvents(database);
        const missing = received.filter(({ last4, expiration, requestId }) => {
          const event = issued.get(requestId);
          return (
            member(event, "accessKeyLast4") !== last4 ||
            Math.floor(Date.parse(String(member(event, "expiresAt"))) / 1000) !==
              Math.floor(expiration / 1000)
          );
        });
        expect(missing).toEqual([]);
        expect(received.length).toBeGreaterThan(caches.length);
        const redeemed = await count(
          database,
          `SELECT COUNT(*) AS "n" FROM "ClientToken" WHERE "kind" = 'refresh' AND "redeemedAt" IS NOT NULL`,
        );
        notice(
          `${name}: ${cachesOfOne + sharedCaches * processesOfShared} clients, ${redeemed} refreshes, ${received.length} credentials, ${issued.size} issued, one kill -9, ${((Date.now() - began) / 1000).toFixed(0)} s`,
        );
      } finally {
        await portal?.stop("SIGKILL");
        await sandbox.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    600_000,
  );
});

/** Every process that shares the cache redeems the token in it at once; what the last one got stays. */
async function refreshTogether(url: string, cache: Cache): Promise<void> {
  const { clientId, clientSecret, refreshToken } = cache.tokens;
  const body = { clientId, clientSecret, grantType: "refresh_token", refreshToken };
  const answers = await Promise.all(
    Array.from({ length: cache.processes }, () => patiently(() => askAws(url, "POST", "/token", body))),
  );
  for (const answer of answers) {
    expect(answer.status, answer.text).toBe(200);
    cache.tokens = { ...cache.tokens, ...tokensOf(answer.json) };
  }
  expect(new Set(answers.map(({ json }) => member(json, "refreshToken"))).size).toBe(1);
}

async function use(url: string, { tokens }: Cache, received: Received[]): Promise<void> {
  const headers = bearing(tokens.accessToken);
  const get = (path: string) => patiently(() => askAws(url, "GET", path, undefined, headers));
  const accounts = await get("/assignment/accounts?max_result=100");
  expect(accounts.status, accounts.text).toBe(200);
  const accountId = String(member(accounts.json, "accountList", "0", "accountId"));
  const roles = await get(`/assignment/roles?account_id=${accountId}`);
  expect(roles.status, roles.text).toBe(200);
  const roleName = String(member(roles.json, "roleList", "0", "roleName"));
  const given = await get(`/federation/credentials?account_id=${accountId}&role_name=${roleName}`);
  expect(given.status, given.text).toBe(200);
  received.push({
    last4: String(member(given.json, "roleCredentials", "accessKeyId")).slice(-4),
    expiration: Number(member(given.json, "roleCredentials", "expiration")),
    requestId: given.headers.get("x-request-id") ?? "",
  });
}

/** As SDKs do: a connection that broke, or a server that fails, is tried again. */
async function patiently(ask: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask().catch(() => undefined);
    if (answer && answer.status < 500) return answer;
    if (tries === 100) throw new Error(`no answer: ${answer?.text ?? "the connection broke"}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function count(database: string, sql: string): Promise<number> {
  return Number(member((await readDatabase(database, sql))[0], "n"));
}
