import { request as httpRequest } from "node:http";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  keysOf,
  refusal,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "./testing/small-world.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ world: smallWorld([role("Plain", trusting(ADA))]) });
});
afterEach(() => control("DELETE", "faults"));
afterAll(() => sandbox.close());

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, value: (await response.json()) as Record<string, unknown> };
}

const inject = (kind: string, extra: object = {}) =>
  control("POST", "faults", { target: "sts", kind, ...extra });

function assume() {
  const client = stsClient(sandbox.url);
  return client.send(new AssumeRoleCommand({ RoleArn: roleArn("Plain"), RoleSessionName: "ada" }));
}

describe("faults", () => {
  test("delay answers late, and rightly", async () => {
    await inject("delay", { ms: 150 });
    const started = performance.now();
    await expect(assume()).resolves.toHaveProperty("Credentials");
    expect(performance.now() - started).toBeGreaterThanOrEqual(149);
  });
  test("hang never answers", async () => {
    await inject("hang");
    await expect(
      fetch(sandbox.url, { method: "POST", body: "", signal: AbortSignal.timeout(300) }),
    ).rejects.toThrow(/timeout/);
  });
  test("429 and 503 answer as AWS does, as often as asked", async () => {
    await inject("429", { count: 1 });
    expect(await refusal(assume())).toBe("Throttling 429: Rate exceeded");
    await expect(assume()).resolves.toHaveProperty("Credentials");
    await inject("503");
    expect(await refusal(assume())).toMatch(/^ServiceUnavailable 503/);
  });
  test("a client that retries gets over a passing fault", async () => {
    await inject("503", { count: 1 });
    const client = new STSClient({
      region: "us-east-1",
      endpoint: sandbox.url,
      credentials: { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret },
    });
    expect((await client.send(new GetCallerIdentityCommand({}))).Arn).toBe(ADA);
  });
  test("garbage is no XML, empty is nothing, reset is a cut connection", async () => {
    await inject("garbage");
    await expect(assume()).rejects.toThrow();
    await control("DELETE", "faults");
    await inject("empty");
    const empty = await fetch(sandbox.url, { method: "POST", body: "" });
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
    await control("DELETE", "faults");
    await inject("reset");
    expect(await refusal(assume())).toMatch(/ECONNRESET|socket hang up/);
  });
  test("drip sends byte by byte", async () => {
    await inject("drip", { ms: 1 });
    const started = performance.now();
    await expect(assume()).resolves.toHaveProperty("Credentials");
    expect(performance.now() - started).toBeGreaterThan(500);
  });
  test("answers can lack credentials, be over, or name another account", async () => {
    await inject("no-credentials", { count: 1 });
    expect((await assume()).Credentials).toBeUndefined();
    await inject("expired", { count: 1 });
    expect(Number((await assume()).Credentials?.Expiration)).toBeLessThan(Date.now());
    await inject("wrong-account", { count: 1 });
    expect((await assume()).AssumedRoleUser?.Arn).toBe("arn:aws:sts::999999999999:assumed-role/Plain/ada");
  });
  test("huge is the right answer and ten megabytes more", async () => {
    await inject("huge");
    const answer = await fetch(sandbox.url, { method: "POST", body: "Action=X" });
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10 * 1024 * 1024);
  });
  test("clock-skew moves the Date header and the expiry", async () => {
    await inject("clock-skew", { ms: 3_600_000 });
    const answer = await assume();
    expect(Number(answer.Credentials?.Expiration) - Date.now()).toBeGreaterThan(7_100_000);
    const response = await fetch(sandbox.url, { method: "POST", body: "" });
    expect(Date.parse(response.headers.get("date") ?? "") - Date.now()).toBeGreaterThan(3_500_000);
  });
  test("reach their target only; all reaches everything", async () => {
    await inject("503");
    expect(
      (
        await fetch(`${sandbox.url}/latest/api/token`, {
          method: "PUT",
          headers: { "x-aws-ec2-metadata-token-ttl-seconds": "60" },
        })
      ).status,
    ).toBe(200);
    await control("DELETE", "faults");
    await control("POST", "faults", { target: "all", kind: "503" });
    for (const path of ["/federation?Action=login", "/latest/x", "/v2/credentials/task", "/bucket/key"]) {
      expect((await fetch(sandbox.url + path)).status).toBe(503);
    }
    expect((await control("GET", "faults")).value).toEqual({ faults: [{ target: "all", kind: "503" }] });
  });
  test.each([
    { target: "moon", kind: "503" },
    { target: "sts", kind: "explode" },
    { target: "sts", kind: "delay", ms: "x" },
    { target: "sts", kind: "delay", count: 0 },
    [],
  ])("refuses %j", async (fault) => {
    expect((await control("POST", "faults", fault)).status).toBe(400);
  });
});

describe("the call log", () => {
  test("tells who asked what, how it ended, and no secret", async () => {
    await control("DELETE", "calls");
    const keys = keysOf(await assume());
    await refusal(
      stsClient(sandbox.url).send(
        new AssumeRoleCommand({
          RoleArn: roleArn("Gone"),
          RoleSessionName: "ada",
          SerialNumber: ADA_MFA.serialNumber,
          TokenCode: "987654",
        }),
      ),
    );
    await stsClient(sandbox.url, keys).send(new GetCallerIdentityCommand({}));
    await inject("503");
    await refusal(assume());
    const { value } = await control("GET", "calls");
    expect(value["calls"]).toMatchObject([
      {
        action: "AssumeRole",
        callerArn: ADA,
        outcome: "ok",
        params: { RoleArn: roleArn("Plain"), RoleSessionName: "ada" },
      },
      {
        action: "AssumeRole",
        callerArn: ADA,
        outcome: "AccessDenied",
        params: { SerialNumber: ADA_MFA.serialNumber },
      },
      { action: "GetCallerIdentity", callerArn: "arn:aws:sts::222222222222:assumed-role/Plain/ada" },
      { action: "AssumeRole", outcome: "fault:503" },
    ]);
    const text = JSON.stringify(value);
    for (const secret of ["987654", keys.sessionToken, keys.secretAccessKey, ADA_KEY.secret])
      expect(text).not.toContain(secret);
  });
  test("keeps the last 500", async () => {
    for (let i = 0; i < 1100; i++)
      await fetch(sandbox.url, { method: "POST", body: `Action=N${i}` }).then((r) => r.arrayBuffer());
    const calls = (await control("GET", "calls")).value["calls"] as { action: string }[];
    expect(calls).toHaveLength(500);
    expect(calls.at(-1)?.action).toBe("N1099");
  });
});

describe("the world", () => {
  test("roles and users can be broken and repaired", async () => {
    const path = `roles/${encodeURIComponent(roleArn("Plain"))}`;
    expect((await control("DELETE", path)).status).toBe(200);
    expect((await control("DELETE", path)).status).toBe(404);
    expect(await refusal(assume())).toMatch(/^AccessDenied/);
    expect(
      (await control("PUT", path, { trust: trusting(ADA), policies: [], maxSessionDuration: 3600 })).status,
    ).toBe(200);
    await expect(assume()).resolves.toHaveProperty("Credentials");
    expect((await control("PUT", path, { trust: {} })).status).toBe(400);
    expect((await control("PUT", "roles/%zz", {})).status).toBe(400);
    const user = `users/${encodeURIComponent(ADA)}`;
    await control("PUT", user, { accessKeys: [ADA_KEY], policies: [] });
    expect(await refusal(assume())).toMatch(/^AccessDenied/);
    await control("DELETE", user);
    expect(await refusal(assume())).toMatch(/^InvalidClientTokenId/);
    expect((await control("PUT", "world", smallWorld([role("Plain", trusting(ADA))]))).status).toBe(200);
    await expect(assume()).resolves.toHaveProperty("Credentials");
    expect((await control("GET", "world")).value).toEqual(JSON.parse(JSON.stringify(sandbox.world)));
    expect((await control("PUT", "world", { accounts: 1 })).status).toBe(400);
  });
  test("web pages may not send control requests", async () => {
    expect((await control("DELETE", "faults", undefined, { origin: "http://evil.test" })).status).toBe(403);
  });
});

test("a body beyond the limit is refused", async () => {
  const status = await new Promise((resolve, reject) => {
    const request = httpRequest(sandbox.url, { method: "POST" }, (response) =>
      resolve(response.resume().statusCode),
    );
    request.on("error", reject).end("a".repeat(300 * 1024));
  });
  expect(status).toBe(413);
});
