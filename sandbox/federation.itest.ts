import { AssumeRoleCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import {
  ADA,
  type Keys,
  keysOf,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "./testing/small-world.ts";

const DESTINATION = "https://console.aws.amazon.com/s3/buckets?region=eu-west-1";
let sandbox: Sandbox;
let direct: Required<Keys>;
let chained: Required<Keys>;

beforeAll(async () => {
  sandbox = await startSandbox({
    world: smallWorld([
      role("teams/Web", trusting(ADA), { policies: [MAY_ASSUME] }),
      role("Next", trusting(roleArn("teams/Web"))),
    ]),
  });
  const input = { RoleSessionName: "ada+x@example.com", SourceIdentity: "ada" };
  direct = keysOf(
    await stsClient(sandbox.url).send(new AssumeRoleCommand({ RoleArn: roleArn("teams/Web"), ...input })),
  );
  chained = keysOf(
    await stsClient(sandbox.url, direct).send(
      new AssumeRoleCommand({ RoleArn: roleArn("Next"), RoleSessionName: "on" }),
    ),
  );
});
afterAll(() => sandbox.close());

function fields(keys: Keys, duration?: string): URLSearchParams {
  const session = {
    sessionId: keys.accessKeyId,
    sessionKey: keys.secretAccessKey,
    sessionToken: keys.sessionToken,
  };
  const form = new URLSearchParams({ Action: "getSigninToken", Session: JSON.stringify(session) });
  if (duration !== undefined) form.set("SessionDuration", duration);
  return form;
}

const post = (form: URLSearchParams) => fetch(`${sandbox.url}/federation`, { method: "POST", body: form });
const get = (form: URLSearchParams) => fetch(`${sandbox.url}/federation?${form}`);

async function signinToken(keys: Keys, duration?: string): Promise<string> {
  const response = await post(fields(keys, duration));
  expect(response.status).toBe(200);
  return ((await response.json()) as { SigninToken: string }).SigninToken;
}

async function login(token: string, extra: Record<string, string> = {}) {
  const form = new URLSearchParams({
    Action: "login",
    Issuer: "http://portal.test/back",
    Destination: DESTINATION,
    SigninToken: token,
    ...extra,
  });
  const response = await get(form);
  return { status: response.status, headers: response.headers, html: await response.text() };
}

function shown(html: string, id: string): string | undefined {
  return new RegExp(`data-testid="${id}"[^>]*>([^<]*)<`).exec(html)?.[1];
}

describe("getSigninToken", () => {
  test("answers GET and POST alike", async () => {
    const responses = [
      await get(fields(direct, "3600")),
      await post(fields(direct, "43200")),
      await post(fields(direct)),
    ];
    for (const response of responses) {
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ SigninToken: expect.any(String) });
    }
  });
  test.each(["899", "43201", "abc", ""])("refuses SessionDuration %j", async (duration) => {
    expect((await post(fields(direct, duration))).status).toBe(400);
  });
  test("takes chained credentials only without SessionDuration", async () => {
    expect((await post(fields(chained, "900"))).status).toBe(400);
    expect((await post(fields(chained))).status).toBe(200);
  });
  test("refuses wrong keys, long-term keys and GetSessionToken's", async () => {
    expect((await post(fields({ ...direct, secretAccessKey: "wrong" }))).status).toBe(400);
    expect((await post(fields({ ...direct, accessKeyId: chained.accessKeyId }))).status).toBe(400);
    expect((await post(fields({ accessKeyId: "AKIA", secretAccessKey: "x" }))).status).toBe(400);
    const own = keysOf(await stsClient(sandbox.url).send(new GetSessionTokenCommand({})));
    expect((await post(fields(own))).status).toBe(400);
    expect((await post(new URLSearchParams({ Action: "getSigninToken", Session: "{" }))).status).toBe(400);
    expect((await post(new URLSearchParams({ Action: "other" }))).status).toBe(400);
  });
});

describe("login", () => {
  test("opens the page that stands for the console", async () => {
    const { status, headers, html } = await login(await signinToken(direct, "7200"));
    expect(status).toBe(200);
    expect(html).toContain("Sandbox console");
    expect(shown(html, "account")).toBe("Away (222222222222)");
    expect(shown(html, "role")).toBe("teams/Web");
    expect(shown(html, "session-name")).toBe("ada+x@example.com");
    expect(shown(html, "source-identity")).toBe("ada");
    expect(shown(html, "region")).toBe("eu-west-1");
    expect(shown(html, "destination")).toBe(DESTINATION);
    expect(shown(html, "partition")).toBe("aws");
    expect(shown(html, "time-left")).toMatch(/^(2 h 0 min|1 h 59 min)$/);
    expect(html).toContain('href="http://portal.test/back"');
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script>|<style|style=|onclick/);
    expect((await fetch(`${sandbox.url}/federation/console.js`)).headers.get("content-type")).toContain(
      "javascript",
    );
  });
  test("without SessionDuration lasts as long as the credentials", async () => {
    expect(shown((await login(await signinToken(direct))).html, "time-left")).toMatch(/^(59 min|1 h 0 min)/);
  });
  test("an invalid token shows the way back", async () => {
    const { status, html } = await login("invented");
    expect(status).toBe(400);
    expect(html).toContain("Your sign-in link has expired");
    expect(html).toContain('href="http://portal.test/back"');
  });
  test("links to no issuer that is not a web address", async () => {
    const { html } = await login("invented", { Issuer: "javascript:alert(1)" });
    expect(html).not.toContain("javascript:");
  });
  test.each([
    "https://console.amazonaws.cn/",
    "https://console.aws.amazon.com.evil.test/",
    "https://user@console.aws.amazon.com/",
    "https://console.aws.amazon.com:444/",
    "http://console.aws.amazon.com/",
    "",
  ])("refuses the destination %j", async (Destination) => {
    expect((await login(await signinToken(direct), { Destination })).status).toBe(400);
  });
  test("writes hostile text as text", async () => {
    const { html } = await login(await signinToken(direct), { Destination: `${DESTINATION}#"><img src=x>` });
    expect(html).not.toContain("<img");
  });
});
