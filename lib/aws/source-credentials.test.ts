import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterEach, expect, test } from "vitest";
import { isAppError } from "#lib/errors.ts";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import {
  ADA,
  ADA_KEY,
  BEN_KEY,
  HOME,
  keysOf,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { AwsSource } from "./aws-source.ts";

const instanceRole = roleArn("Instance", HOME);
const taskRole = roleArn("Task", HOME);
const aws = testAws(
  smallWorld(
    [
      { arn: instanceRole, trust: trusting(ADA), policies: [MAY_ASSUME], maxSessionDuration: 3600 },
      { arn: taskRole, trust: trusting(ADA), policies: [MAY_ASSUME], maxSessionDuration: 3600 },
      role("Portal", trusting([ADA, instanceRole, taskRole])),
      role("Untrusting", trusting(roleArn("Nobody", HOME))),
    ],
    { instanceProfileRole: instanceRole, containerRole: taskRole },
  ),
);
afterEach(() => aws.clearFaults());

const folder = mkdtempSync(join(tmpdir(), "genkan-profiles-"));
const configFile = join(folder, "config");
const credentialsFile = join(folder, "credentials");

const adaKeys = { AWS_ACCESS_KEY_ID: ADA_KEY.id, AWS_SECRET_ACCESS_KEY: ADA_KEY.secret };
const keyLines = (key = ADA_KEY) => `aws_access_key_id = ${key.id}\naws_secret_access_key = ${key.secret}\n`;

/** A process beside the sandbox, with instance metadata and container credentials within its reach. */
async function start(
  environment: Record<string, string> = {},
  files: { config?: string; credentials?: string } = {},
) {
  writeFileSync(configFile, files.config ?? "");
  writeFileSync(credentialsFile, files.credentials ?? "");
  const { url } = aws.sandbox();
  bareProcess({
    AWS_ENDPOINT_URL_STS: url,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/v2/credentials/task`,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    ...environment,
  });
  const { identify } = await import("./identify.ts");
  const { credentialsOf, requireCredentials } = await import("./source-credentials.ts");
  return { identify, credentialsOf, requireCredentials };
}

async function arnOf(source: AwsSource, portal: Awaited<ReturnType<typeof start>>): Promise<string> {
  return (await portal.identify(source, AbortSignal.timeout(7000))).arn;
}

/** The refusal as `code`, or `code {reason}`; nothing of a file is in it. */
async function refusalOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw error ?? new Error("it went through");
  expect(JSON.stringify([error.message, error.details])).not.toMatch(/AKIA|secret-|canary|127\.0\.0\.1/);
  return error.details?.["reason"] === undefined ? error.code : `${error.code}: ${error.details["reason"]}`;
}

test("the default chain is the environment's keys first", async () => {
  expect(await arnOf({ kind: "default" }, await start(adaKeys))).toBe(ADA);
});

test("the default chain takes the profile that AWS_PROFILE names", async () => {
  const portal = await start({ AWS_PROFILE: "hub" }, { config: `[profile hub]\n${keyLines()}` });
  expect(await arnOf({ kind: "default" }, portal)).toBe(ADA);
});

test.each([
  ["is not there", "gone"],
  ["is a folder", "."],
])("a web identity's token file that %s is a missing source, without its path", async (_, file) => {
  const portal = await start({
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, file),
    AWS_ROLE_ARN: roleArn("Portal"),
  });
  const asked = portal.requireCredentials({ kind: "default" }, AbortSignal.timeout(7000));
  expect(await refusalOf(asked)).toBe("aws_source_missing");
});

test("environment, an access key and a session are who they are", async () => {
  const portal = await start(adaKeys);
  expect(await arnOf({ kind: "environment" }, portal)).toBe(ADA);
  const key = { kind: "access_key", accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret } as const;
  expect(await arnOf(key, portal)).toBe(`arn:aws:iam::${HOME}:user/ben`);
  const reply = await stsClient(aws.sandbox().url).send(
    new AssumeRoleCommand({ RoleArn: roleArn("Portal"), RoleSessionName: "ada" }),
  );
  const session = { kind: "session", arn: reply.AssumedRoleUser?.Arn ?? "", ...keysOf(reply) } as const;
  expect(await arnOf(session, portal)).toBe(session.arn);
});

test("an environment without keys is told as that, whatever else the server has", async () => {
  const portal = await start({}, { config: `[default]\n${keyLines()}` });
  const asked = portal.requireCredentials({ kind: "environment" }, AbortSignal.timeout(7000));
  expect(await refusalOf(asked)).toBe("aws_environment_missing");
});

test("instance metadata gives the instance's role, by a token of version 2", async () => {
  const arn = await arnOf({ kind: "instance_metadata" }, await start());
  expect(arn).toMatch(new RegExp(`^arn:aws:sts::${HOME}:assumed-role/Instance/i-`));
});

test("container credentials come from a full URI on loopback, with its token, from a file too", async () => {
  const tokenFile = join(folder, "token");
  writeFileSync(tokenFile, "of-the-pod");
  for (const token of [
    {},
    { AWS_CONTAINER_AUTHORIZATION_TOKEN: "of-the-task" },
    { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile },
  ])
    expect(await arnOf({ kind: "container" }, await start(token))).toMatch(/:assumed-role\/Task\//);
});

test.each([
  ["instance_metadata", "imds", "hang", "aws_metadata_unreachable"],
  ["instance_metadata", "imds", "503", "aws_metadata_unreachable"],
  ["instance_metadata", "imds", "garbage", "aws_metadata_unreachable"],
  ["container", "ecs", "hang", "aws_container_unreachable"],
  ["container", "ecs", "503", "aws_container_unreachable"],
  ["container", "ecs", "no-credentials", "aws_container_unreachable"],
] as const)(
  "%s that meets %s %s is %s, without a deadline's help",
  async (kind, target, fault, code) => {
    const portal = await start();
    await aws.fault(target, fault);
    expect(await refusalOf(portal.requireCredentials({ kind }, new AbortController().signal))).toBe(code);
    // Nothing of the failure stays.
    await aws.clearFaults();
    expect(await arnOf({ kind }, portal)).toContain(":assumed-role/");
  },
  20_000,
);

test("without the variables of a container there are no container credentials", async () => {
  const portal = await start({ AWS_CONTAINER_CREDENTIALS_FULL_URI: "" });
  const asked = portal.requireCredentials({ kind: "container" }, AbortSignal.timeout(7000));
  expect(await refusalOf(asked)).toBe("aws_container_unreachable");
});

test("what is read is remembered: many who ask at once make one request, and later ones none", async () => {
  const portal = await start();
  const provider = portal.credentialsOf({ kind: "instance_metadata" });
  const [first, second] = await Promise.all([provider(), provider()]);
  expect(second).toBe(first);
  await aws.fault("imds", "503");
  expect(await portal.credentialsOf({ kind: "instance_metadata" })()).toBe(first);
});

const assuming = `role_arn = ${roleArn("Portal")}\n`;

test.each([
  ["keys of its own", `[profile hub]\n${keyLines()}`, {}, ADA],
  [
    "a source_profile",
    `[profile base]\n${keyLines()}[profile hub]\n${assuming}source_profile = base\n`,
    {},
    "Portal",
  ],
  ["itself as source_profile", `[profile hub]\n${keyLines()}${assuming}source_profile = hub\n`, {}, "Portal"],
  [
    "a chain of source_profiles that ends at the instance",
    `[profile end]\nrole_arn = ${roleArn("Portal")}\ncredential_source = Ec2InstanceMetadata\n[profile hub]\n${assuming}source_profile = end\n`,
    {},
    "aws_source_refused",
  ],
  [
    "credential_source = Environment",
    `[profile hub]\n${assuming}credential_source = Environment\n`,
    adaKeys,
    "Portal",
  ],
  [
    "credential_source = Ec2InstanceMetadata",
    `[profile hub]\n${assuming}credential_source = Ec2InstanceMetadata\n`,
    {},
    "Portal",
  ],
  [
    "credential_source = EcsContainer",
    `[profile hub]\n${assuming}credential_source = EcsContainer\n`,
    {},
    "Portal",
  ],
])("a profile with %s", async (_, config, environment, expected) => {
  const portal = await start(environment, { config });
  const asked = arnOf({ kind: "profile", profile: "hub" }, portal);
  if (expected.startsWith("aws_")) expect(await refusalOf(asked)).toBe(expected);
  else expect(await asked).toContain(expected);
});

test("a profile of the credentials file is one too", async () => {
  const portal = await start(
    {},
    { credentials: `[base]\n${keyLines()}`, config: `[profile hub]\n${assuming}source_profile = base\n` },
  );
  expect(await arnOf({ kind: "profile", profile: "hub" }, portal)).toContain("/Portal/");
});

test.each([
  ["is not there", "[profile other]\nregion = us-east-1\n", "aws_profile_unknown"],
  ["has only a region", "[profile hub]\nregion = us-east-1\n", "aws_profile_unusable: no credentials"],
  ["has role_arn alone", `[profile hub]\n${assuming}`, "aws_profile_unusable: source_profile missing"],
  [
    "names a source_profile that is not there",
    `[profile hub]\n${assuming}source_profile = gone\n`,
    "aws_profile_unusable: source_profile missing",
  ],
  [
    "loops",
    `[profile hub]\n${assuming}source_profile = b\n[profile b]\n${assuming}source_profile = hub\n`,
    "aws_profile_unusable: source_profile loops",
  ],
  [
    "names both kinds of source",
    `[profile hub]\n${assuming}source_profile = b\ncredential_source = Environment\n`,
    "aws_profile_unusable: source_profile and credential_source",
  ],
  [
    "names a source that does not exist",
    `[profile hub]\n${assuming}credential_source = constructor\n`,
    "aws_profile_unusable: credential_source unknown",
  ],
  [
    "wants a code that nobody can type here",
    `[profile hub]\n${assuming}source_profile = b\nmfa_serial = canary-device\n[profile b]\n${keyLines()}`,
    "aws_profile_unusable: mfa_serial",
  ],
  [
    "has half a key",
    `[profile hub]\naws_access_key_id = ${ADA_KEY.id}\n`,
    "aws_profile_unusable: partial credentials",
  ],
  [
    "wants an environment without keys",
    `[profile hub]\n${assuming}credential_source = Environment\n`,
    "aws_profile_unusable: no keys in the environment",
  ],
  [
    "runs a program that fails",
    "[profile hub]\ncredential_process = /bin/false canary\n",
    "aws_profile_unusable: credential_process failed",
  ],
  [
    "needs somebody to sign in",
    "[profile hub]\nsso_session = s\nsso_account_id = 111111111111\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://example.com/canary\n",
    "aws_profile_unusable: sso sign-in needed",
  ],
  [
    "has a token file that is not there",
    `[profile hub]\n${assuming}web_identity_token_file = /nowhere/canary\n`,
    "aws_profile_unusable: web_identity_token_file unreadable",
  ],
  [
    "has a role that does not trust it",
    `[profile hub]\n${keyLines()}role_arn = ${roleArn("Untrusting")}\nsource_profile = hub\n`,
    "aws_source_refused",
  ],
])("a profile that %s is refused by name, without a word of the file", async (_, config, expected) => {
  const portal = await start({}, { config });
  const asked = portal.requireCredentials({ kind: "profile", profile: "hub" }, AbortSignal.timeout(7000));
  expect(await refusalOf(asked)).toBe(expected);
});

test("a name that every object has is no profile", async () => {
  const portal = await start();
  const asked = portal.requireCredentials(
    { kind: "profile", profile: "constructor" },
    AbortSignal.timeout(7000),
  );
  expect(await refusalOf(asked)).toBe("aws_profile_unknown");
});

test("a profile whose metadata service hangs is refused too", async () => {
  const portal = await start(
    {},
    { config: `[profile hub]\n${assuming}credential_source = Ec2InstanceMetadata\n` },
  );
  await aws.fault("imds", "hang");
  const asked = portal.requireCredentials({ kind: "profile", profile: "hub" }, new AbortController().signal);
  expect(await refusalOf(asked)).toBe("aws_profile_unusable: Ec2InstanceMetadata unreachable");
}, 20_000);

test("a profile that is added or changed counts without a restart, for clients that are open already", async () => {
  const portal = await start({}, { config: "" });
  const { assumeRole } = await import("./assume-role.ts");
  const assume = () =>
    assumeRole({
      source: { kind: "profile", profile: "hub" },
      roleArn: roleArn("Portal"),
      partition: "aws",
      accountId: "222222222222",
      sessionName: "ada",
      sourceIdentity: null,
      externalId: null,
      durationSeconds: 900,
      policy: null,
      policyArns: [],
      tags: [],
      deadline: AbortSignal.timeout(7000),
    });
  expect(await refusalOf(assume())).toBe("aws_profile_unknown");
  writeFileSync(configFile, `[profile hub]\n${keyLines(BEN_KEY)}`);
  expect(await refusalOf(assume())).toMatch(/^aws_(identity_policy_refused|not_allowed)$/);
  writeFileSync(configFile, `[profile hub]\n${keyLines()}`);
  await expect(assume()).resolves.toHaveProperty("accessKeyId");
  expect(await arnOf({ kind: "profile", profile: "hub" }, portal)).toBe(ADA);
});

test("the profiles are listed by name, without what are no profiles", async () => {
  await start(
    {},
    {
      config: `[profile zebra]\nregion = us-east-1\n[default]\nregion = us-east-1\n[sso-session work]\nsso_region = us-east-1\n[services local]\nsts =\n  endpoint_url = http://127.0.0.1:1\n[profile a.b]\nregion = us-east-1\n`,
      credentials: `[both]\n${keyLines()}[zebra]\n${keyLines()}`,
    },
  );
  const { listProfiles } = await import("./list-profiles.ts");
  expect(await listProfiles()).toEqual(["a.b", "both", "default", "zebra"]);
  writeFileSync(configFile, "");
  expect(await listProfiles()).toEqual(["both", "zebra"]);
});
