import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { errorStatus, isAppError } from "#lib/errors.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testExternalId, testRoleArn, testWorld } from "#lib/testing/test-aws.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { ADA_KEY, BEN_KEY, keysOf, stsClient } from "../../sandbox/testing/small-world.ts";

let sandbox: Sandbox;
let plain: Server;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, world: testWorld() });
  // Speaks nothing that is TLS or HTTP.
  plain = createServer((socket) => socket.end("canary-of-a-raw-answer\r\n"));
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await sandbox.close();
  plain.close();
});

const portOf = (server: Server) => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
};

const control = (method: string, fault?: object) =>
  fetch(`${sandbox.url}/_sandbox/faults`, { method, ...(fault && { body: JSON.stringify(fault) }) });

type Ask = { durationSeconds?: number; externalId?: string; sourceIdentity?: string; sessionName?: string };

/** Asks in a process that has just begun, as it were: client and credential chain are made from this environment. */
async function ask(environment: Record<string, string | undefined>, role: string, more: Ask = {}) {
  vi.resetModules();
  const defaults = {
    GENKAN_URL: "http://127.0.0.1:3000",
    GENKAN_SECRET: "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa",
    AWS_ENDPOINT_URL_STS: sandbox.url,
    AWS_ACCESS_KEY_ID: ADA_KEY.id,
    AWS_SECRET_ACCESS_KEY: ADA_KEY.secret,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
    AWS_ROLE_ARN: undefined,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
  };
  for (const [name, value] of Object.entries({ ...defaults, ...environment }))
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  const { assumeRole } = await import("./assume-role.ts");
  const arn = role.startsWith("arn:") ? role : testRoleArn(role);
  return assumeRole({
    source: { kind: "default" },
    policy: null,
    policyArns: [],
    tags: [],
    roleArn: arn,
    partition: "aws",
    accountId: "222222222222",
    sessionName: more.sessionName ?? "ada@example.com",
    sourceIdentity: more.sourceIdentity ?? null,
    externalId: more.externalId ?? null,
    durationSeconds: more.durationSeconds ?? 3600,
    deadline: AbortSignal.timeout(7000),
  });
}

async function refused(asked: Promise<unknown>) {
  const startedAt = performance.now();
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null)
    return { code: "none", told: "", ms: performance.now() - startedAt, details: undefined };
  // The class is another one for each fresh process, so it is known by its brand.
  if (!isAppError(error)) throw error;
  const told = JSON.stringify([error.message, error.details]);
  expect(errorStatus[error.code]).toBeLessThan(500);
  return { code: error.code, told, ms: performance.now() - startedAt, details: error.details };
}

const bridgeKeys = async () =>
  keysOf(
    await stsClient(sandbox.url).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::111111111111:role/Bridge`, RoleSessionName: "bridge" }),
    ),
  );

test.each([
  ["a role that trusts others", {}, "Untrusting", {}, "aws_not_allowed"],
  ["a role that does not exist", {}, "NoSuchRole", {}, "aws_not_allowed"],
  ["a role that wants MFA", {}, "NeedsMfa", {}, "aws_not_allowed"],
  ["a role that wants an external id", {}, "NeedsExternalId", {}, "aws_not_allowed"],
  ["a wrong external id", {}, "NeedsExternalId", { externalId: "another" }, "aws_not_allowed"],
  ["the right external id", {}, "NeedsExternalId", { externalId: testExternalId }, "none"],
  [
    "a role that may not be given a source identity",
    {},
    "NoSourceIdentity",
    { sourceIdentity: "ada@example.com" },
    "aws_source_identity_refused",
  ],
  ["more than the role's maximum", {}, "OneHour", { durationSeconds: 7200 }, "aws_duration_refused"],
  ["a session name that AWS does not take", {}, "Developer", { sessionName: "ä b" }, "aws_parameter_refused"],
  [
    "a wrong secret access key",
    { AWS_SECRET_ACCESS_KEY: "canary-secret-of-nobody" },
    "Developer",
    {},
    "aws_source_invalid",
  ],
  [
    "an unknown access key",
    { AWS_ACCESS_KEY_ID: "AKIAUNKNOWNUNKNOWN22" },
    "Developer",
    {},
    "aws_source_invalid",
  ],
  [
    "an identity that may assume nothing",
    { AWS_ACCESS_KEY_ID: BEN_KEY.id, AWS_SECRET_ACCESS_KEY: BEN_KEY.secret },
    "Developer",
    {},
    "aws_identity_policy_refused",
  ],
  [
    "no identity at all",
    { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    "Developer",
    {},
    "aws_source_missing",
  ],
] as [string, Record<string, string | undefined>, string, Ask, string][])(
  "%s: %#",
  async (_name, environment, role, more, code) => {
    const answer = await refused(ask(environment, role, more));
    expect(answer.code).toBe(code);
    expect(answer.told).not.toContain("canary");
  },
);

test("a refusal names principal, action and role, lifted out of AWS's words", async () => {
  const { details } = await refused(ask({}, "Untrusting"));
  expect(details).toMatchObject({
    roleArn: testRoleArn("Untrusting"),
    principal: "arn:aws:iam::111111111111:user/ada",
    action: "sts:AssumeRole",
  });
});

test("with a role session as the source more than an hour is refused as that", async () => {
  const keys = await bridgeKeys();
  const answer = await refused(
    ask(
      {
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken,
      },
      "Developer",
      { durationSeconds: 43_200 },
    ),
  );
  expect(answer.code).toBe("aws_chaining_limit");
  const { sourceIsChaining } = await import("./identify.ts");
  expect(await sourceIsChaining({ kind: "default" })).toBe(true);
});

test("an IAM user as the source is given the role's own maximum", async () => {
  expect(await ask({}, "Developer", { durationSeconds: 43_200 })).toMatchObject({ durationSeconds: 43_200 });
});

test("a source that has expired is told as that", async () => {
  const keys = await bridgeKeys();
  const environment = {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
  const real = Date.now;
  // Only this process's clock runs ahead, and the sandbox lives in it.
  vi.spyOn(Date, "now").mockImplementation(() => real() + 2 * 3_600_000);
  const answer = await refused(ask(environment, "Developer"));
  vi.restoreAllMocks();
  expect(["aws_source_expired", "aws_clock_skew"]).toContain(answer.code);
});

test("a role that the portal's own identity may not have is not blamed on the role that was asked for", async () => {
  const profile = join(mkdtempSync(join(tmpdir(), "genkan-source-")), "config");
  const keys = `aws_access_key_id = ${ADA_KEY.id}\naws_secret_access_key = ${ADA_KEY.secret}\n`;
  writeFileSync(
    profile,
    `[profile user]\n${keys}[profile portal]\nrole_arn = ${testRoleArn("Untrusting")}\nsource_profile = user\n`,
  );
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  const answer = await refused(
    ask({ ...none, AWS_PROFILE: "portal", AWS_CONFIG_FILE: profile }, "Developer"),
  );
  expect(answer).toMatchObject({ code: "aws_source_refused", details: undefined });
});

test("a source that hangs is unknown, and what needs it is refused in time", async () => {
  const token = join(mkdtempSync(join(tmpdir(), "genkan-source-")), "token");
  writeFileSync(token, "a.web.identity");
  await control("POST", { target: "sts", kind: "hang" });
  const asked = ask(
    {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_WEB_IDENTITY_TOKEN_FILE: token,
      AWS_ROLE_ARN: testRoleArn("Developer"),
    },
    "Developer",
  );
  const { sourceIsChaining } = await import("./identify.ts");
  expect(await sourceIsChaining({ kind: "default" })).toBeNull();
  expect((await refused(asked)).code).toMatch(/^aws_(timeout|source_\w+)$/);
  await control("DELETE");
}, 20_000);

test.each<[string, () => string]>([
  ["a closed port", () => "http://127.0.0.1:1"],
  ["a host that does not exist", () => "http://sts.genkan.invalid"],
  ["something that is not TLS", () => `https://127.0.0.1:${portOf(plain)}`],
  ["something that is not HTTP", () => `http://127.0.0.1:${portOf(plain)}`],
])(
  "%s is aws_unavailable, with a reason and nothing raw",
  async (name, url) => {
    const answer = await refused(ask({ AWS_ENDPOINT_URL_STS: url() }, "Developer"));
    printFigure(`G11 ${name}`, {
      code: answer.code,
      reason: String(answer.details?.reason),
      ms: Math.round(answer.ms),
    });
    expect(answer.code).toBe("aws_unavailable");
    expect(answer.told).not.toContain("canary");
    expect(answer.told).not.toContain("127.0.0.1");
  },
  15_000,
);
