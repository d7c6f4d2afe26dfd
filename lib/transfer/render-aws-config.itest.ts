import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-providers";
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import {
  ADA,
  ADA_KEY,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import { exampleExportedRole } from "./example-exported-role.ts";
import type { ExportedRole } from "./exported-role.ts";
import { readAwsConfig } from "./read-aws-config.ts";
import { renderAwsConfig } from "./render-aws-config.ts";

const awsCli = "/usr/bin/aws";
const noAws = !existsSync(awsCli);

const HUB = roleArn("team/Hub");
const BRIDGE = roleArn("Bridge");
const hubId = "genkan:hub/2026";
const endId = "genkan:end/2026";
const asks = (id: string) => ({ Condition: { StringEquals: { "sts:ExternalId": id } } });
const world = smallWorld([
  role("Plain", trusting(ADA), { maxSessionDuration: 43_200 }),
  role("External", trusting(ADA, asks(endId))),
  role("team/Hub", trusting(ADA, asks(hubId)), { policies: [MAY_ASSUME] }),
  role("Bridge", trusting(HUB), { policies: [MAY_ASSUME] }),
  role("End", trusting(BRIDGE, asks(endId)), { maxSessionDuration: 43_200 }),
]);

const inAway = (roleName: string, given: Partial<ExportedRole> = {}) =>
  exampleExportedRole({
    arn: roleArn(roleName),
    accountId: "222222222222",
    accountName: "Away · 本番 [1] # 2",
    label: `${roleName} = "label"`,
    roleName,
    region: "eu-west-1",
    ...given,
  });
const hub = { arn: HUB, externalId: hubId };
const exported = [
  inAway("Plain", { maxDurationSeconds: 43_200 }),
  inAway("External", { externalId: endId, maxDurationSeconds: 900 }),
  inAway("End", {
    externalId: endId,
    maxDurationSeconds: 43_200,
    chain: [hub, { arn: BRIDGE, externalId: null }],
  }),
];
const text = renderAwsConfig(exported, { sourceProfile: "work" });
const profiles = [
  { profile: "away-1-2-plain", roleName: "Plain" },
  { profile: "away-1-2-external", roleName: "External" },
  { profile: "away-1-2-end", roleName: "End" },
];
const steps = ["hub", "bridge"];

let sandbox: Sandbox;
let folder = "";
beforeAll(async () => {
  sandbox = await startSandbox({ world });
  folder = mkdtempSync(join(tmpdir(), "genkan-exported-config-"));
  // Where Debian's clients, which know no AWS_ENDPOINT_URL, take an endpoint from.
  const rules = { conditions: [], endpoint: { url: sandbox.url }, type: "endpoint" };
  const region = { builtIn: "AWS::Region", required: false, documentation: "", type: "String" };
  const models = join(folder, ".aws/models/sts/2011-06-15");
  mkdirSync(models, { recursive: true });
  const ruleSet = { version: "1.0", parameters: { Region: region }, rules: [rules] };
  writeFileSync(join(models, "endpoint-rule-set-1.json"), JSON.stringify(ruleSet));
  const keys = `aws_access_key_id = ${ADA_KEY.id}\naws_secret_access_key = ${ADA_KEY.secret}\n`;
  writeFileSync(join(folder, ".aws/credentials"), `[work]\n${keys}`);
  writeFileSync(join(folder, ".aws/config"), text);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

async function aws(...args: string[]): Promise<string> {
  const child = spawn(awsCli, args, {
    cwd: folder,
    env: {
      NODE_ENV: "test",
      PATH: "/usr/bin:/bin",
      HOME: folder,
      LANG: "C.UTF-8",
      AWS_PAGER: "",
      AWS_EC2_METADATA_DISABLED: "true",
    },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const status = await new Promise((done) => child.once("close", done));
  expect(status, stderr).toBe(0);
  return stdout;
}

async function externalIds(): Promise<(string | undefined)[]> {
  const { calls } = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
  return calls
    .filter(({ action }: { action: string }) => action === "AssumeRole")
    .map(({ params }: { params: Record<string, string> }) => params["ExternalId"]);
}

describe("the AWS CLI", () => {
  test("lists the profiles and gets what stands in them", async ({ skip }) => {
    skip(noAws, "the AWS CLI is not installed");
    const listed = (await aws("configure", "list-profiles")).trim().split("\n");
    expect(listed.sort()).toEqual([...profiles.map(({ profile }) => profile), ...steps, "work"].sort());
    const get = async (setting: string, profile: string) =>
      (await aws("configure", "get", setting, "--profile", profile)).trim();
    expect(await get("external_id", "away-1-2-end")).toBe(endId);
    expect(await get("source_profile", "bridge")).toBe("hub");
    expect(await get("duration_seconds", "away-1-2-plain")).toBe("43200");
    expect(await get("region", "away-1-2-external")).toBe("eu-west-1");
  });

  for (const { profile, roleName } of profiles)
    test(`takes the role ${roleName} by its profile`, async ({ skip }) => {
      skip(noAws, "the AWS CLI is not installed");
      const answer = JSON.parse(await aws("sts", "get-caller-identity", "--profile", profile));
      expect(answer.Arn).toContain(`arn:aws:sts::222222222222:assumed-role/${roleName}/`);
      if (roleName === "End") expect((await externalIds()).slice(-3)).toEqual([hubId, undefined, endId]);
    });
});

describe("the SDK for JavaScript", () => {
  const files = () => ({
    filepath: join(folder, ".aws/credentials"),
    configFilepath: join(folder, ".aws/config"),
    ignoreCache: true,
  });

  test("loads the same profiles", async () => {
    const { configFile } = await loadSharedConfigFiles(files());
    expect(Object.keys(configFile).sort()).toEqual(
      [...profiles.map(({ profile }) => profile), ...steps].sort(),
    );
    expect({ ...configFile["away-1-2-external"] }).toEqual({
      role_arn: roleArn("External"),
      source_profile: "work",
      external_id: endId,
      duration_seconds: "900",
      region: "eu-west-1",
    });
  });

  test.each(profiles)("takes the role $roleName by its profile", async ({ profile, roleName }) => {
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sandbox.url);
    const credentials = fromIni({ profile, ...files(), clientConfig: { region: "eu-west-1" } });
    const client = new STSClient({ region: "eu-west-1", endpoint: sandbox.url, credentials });
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    expect(Arn).toContain(`arn:aws:sts::222222222222:assumed-role/${roleName}/`);
    if (roleName === "End") expect((await externalIds()).slice(-3)).toEqual([hubId, undefined, endId]);
  });
});

test("an import reads the same roles and chain", () => {
  const { roles, refused } = readAwsConfig(text);
  expect(refused).toEqual([]);
  const through = (arn: string) => roles.find((entry) => entry.arn === arn)?.source;
  expect(roles.map(({ arn }) => arn).sort()).toEqual([...exported.map(({ arn }) => arn), HUB, BRIDGE].sort());
  expect(through(roleArn("End"))).toEqual({ kind: "through", roleArn: BRIDGE });
  expect(through(BRIDGE)).toEqual({ kind: "through", roleArn: HUB });
  expect(through(HUB)).toBeUndefined();
});
