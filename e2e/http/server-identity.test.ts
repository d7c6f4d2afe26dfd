import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { portalAccessKey } from "../../sandbox/company.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { codeOf, member } from "../support/api-client.ts";
import { type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

const containerToken = "the-token-of-this-task";
const noKeys = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_EC2_METADATA_DISABLED: undefined,
};

type Identity = {
  from: string;
  sessionsOf: RegExp;
  env: (url: string) => Record<string, string | undefined>;
};

const identities: Identity[] = [
  {
    from: "instance metadata",
    sessionsOf: /^arn:aws:sts::210987654301:assumed-role\/genkan-instance\/i-[0-9a-f]+$/,
    env: (url) => ({ ...noKeys, AWS_EC2_METADATA_SERVICE_ENDPOINT: url }),
  },
  {
    from: "the container's endpoint",
    sessionsOf: /^arn:aws:sts::210987654301:assumed-role\/genkan-task\/[0-9a-f]+$/,
    env: (url) => ({
      ...noKeys,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/v2/credentials/task`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: containerToken,
    }),
  },
];

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ containerAuthorizationToken: containerToken });
});
afterAll(() => sandbox.close());

type Call = { action: string; callerArn?: string; outcome: string; params: Record<string, string> };

async function control(method: string, area: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${area}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.json();
}

async function assumed(): Promise<Call[]> {
  const calls = member(await control("GET", "calls"), "calls") as Call[];
  return calls.filter((call) => call.action === "AssumeRole");
}

describe.each(identities)("a portal whose identity comes from $from", ({ sessionsOf, env }) => {
  let portal: Portal;
  let company: SeededPortal;
  beforeAll(async () => {
    portal = await startPortal({ sandboxUrl: sandbox.url, env: env(sandbox.url) });
    company = await seedCompany(portal);
  });
  afterAll(() => portal?.stop());

  const issue = (body: object = {}) =>
    company.developer.call("POST", `/api/roles/${company.assignedRoleId}/credentials`, body);

  test.skipIf(process.platform !== "linux")("has no static key anywhere in its process", () => {
    const environment = readFileSync(`/proc/${portal.process.pid}/environ`, "utf8");
    expect(environment).toContain("AWS_REGION=");
    expect(environment).not.toMatch(/AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN/);
    expect(environment).not.toContain(portalAccessKey.id);
    expect(environment).not.toContain(portalAccessKey.secret);
  });

  test("issues credentials, as the role that it runs under", async () => {
    await control("DELETE", "calls");
    const answer = await issue();
    expect(answer.status, answer.text).toBe(200);
    const [call] = await assumed();
    expect(call).toMatchObject({ outcome: "ok", params: { RoleSessionName: "dev@nimbus.example" } });
    expect(call?.callerArn).toMatch(sessionsOf);
  });

  test("opens the console", async () => {
    const path = `/api/roles/${company.assignedRoleId}/console`;
    const answer = await company.developer.call("POST", path, {});
    expect(answer.status, answer.text).toBe(200);
    const page = await fetch(text(answer.json, "url"));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("dev@nimbus.example");
  });

  test("gives an hour at most, for AWS caps a chain there", async () => {
    const before = Date.now();
    for (const body of [{}, { durationSeconds: 43_200 }]) {
      const answer = await issue(body);
      expect(answer.status, answer.text).toBe(200);
      const endsAt = Date.parse(text(answer.json, "expiresAt"));
      expect.soft(endsAt).toBeLessThanOrEqual(Date.now() + 3600_000);
      expect.soft(endsAt).toBeGreaterThan(before + 3500_000);
    }
    const granted = (await assumed()).filter((call) => call.outcome === "ok");
    expect(granted.length).toBeGreaterThan(0);
    for (const call of granted)
      expect.soft(Number(call.params["DurationSeconds"] ?? 3600)).toBeLessThanOrEqual(3600);
  });
});

describe("a portal whose metadata service hangs", () => {
  let portal: Portal;
  let company: SeededPortal;
  beforeAll(async () => {
    portal = await startPortal({
      sandboxUrl: sandbox.url,
      env: { ...noKeys, AWS_EC2_METADATA_SERVICE_ENDPOINT: sandbox.url },
    });
    company = await seedCompany(portal);
    await control("POST", "faults", { target: "imds", kind: "hang" });
  });
  afterAll(async () => {
    await control("DELETE", "faults");
    await portal?.stop();
  });

  test("refuses in words, and works again once the service answers", async () => {
    const path = `/api/roles/${company.assignedRoleId}/credentials`;
    const refused = await company.developer.call("POST", path, {});
    expect(refused.status, refused.text).toBe(424);
    expect(codeOf(refused)).toMatch(/^aws_(source_missing|metadata_unreachable|timeout)$/);
    await control("DELETE", "faults");
    const answer = await company.developer.call("POST", path, {});
    expect(answer.status, answer.text).toBe(200);
  });
});
