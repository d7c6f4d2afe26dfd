import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-providers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { hostileStrings } from "#lib/credentials/hostile-strings.ts";
import { type Sandbox, startSandbox } from "../../../sandbox/start-sandbox.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  HOME,
  MAY_ASSUME,
  MAY_READ,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../../sandbox/testing/small-world.ts";
import { exampleRole } from "./example-role.ts";
import type { OwnKeysKind } from "./own-keys-kinds.ts";
import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";
import { quotePython } from "./quote-python.ts";
import { renderOwnKeys } from "./render-own-keys.ts";

const awsCli = "/usr/bin/aws";
const python = "/usr/bin/python3";
const noAws = !existsSync(awsCli);
const noBoto = !existsSync("/usr/lib/python3/dist-packages/boto3");
const git = "/usr/bin/git";
const noGit = !existsSync(git);

const externalId = "genkan:away/2026";
const taskToken = "Bearer task-token";
const INSTANCE = `arn:aws:iam::${HOME}:role/instance`;
const TASK = `arn:aws:iam::${HOME}:role/task`;
const own = [ADA, INSTANCE, TASK];
const mfaPresent = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const rightId = { StringEquals: { "sts:ExternalId": externalId } };
const surroundings = (arn: string) => ({
  arn,
  trust: trusting(ADA),
  policies: [MAY_ASSUME],
  maxSessionDuration: 3600,
});
const devices = Array.from({ length: 12 }, (_, at) => ({
  serialNumber: `${ADA_MFA.serialNumber}-${at}`,
  seed: ADA_MFA.seed,
}));
const world = smallWorld(
  [
    { ...role("team/Open", trusting(own), { maxSessionDuration: 43_200 }), policies: [MAY_READ] },
    role("External", trusting(own, { Condition: rightId })),
    role("Both", trusting(ADA, { Condition: { ...rightId, ...mfaPresent } }), { maxSessionDuration: 7200 }),
    surroundings(INSTANCE),
    surroundings(TASK),
  ],
  {
    users: [{ arn: ADA, accessKeys: [ADA_KEY], policies: [MAY_ASSUME], mfaDevices: [...devices] }],
    instanceProfileRole: INSTANCE,
    containerRole: TASK,
  },
);

const open: OwnKeysRole = {
  ...exampleRole,
  arn: roleArn("team/Open"),
  accountId: "222222222222",
  roleName: "Open",
  region: "eu-west-1",
  externalId: null,
  requiresMfa: false,
  maxDurationSeconds: 43_200,
  profileName: "away-open",
};
const external: OwnKeysRole = {
  ...open,
  arn: roleArn("External"),
  roleName: "External",
  externalId,
  maxDurationSeconds: 3600,
  profileName: "away-external",
};
const both: OwnKeysRole = {
  ...external,
  arn: roleArn("Both"),
  roleName: "Both",
  requiresMfa: true,
  maxDurationSeconds: 7200,
  profileName: "away-both",
};
const choices: OwnKeysChoices = { sourceProfile: "work", mfaSerial: null, codeCommitRegion: null };
const callerOf = (of: OwnKeysRole) =>
  `arn:aws:sts::222222222222:assumed-role/${of.roleName}/${of.sessionName}`;

let sandbox: Sandbox;
let folder = "";
beforeAll(async () => {
  sandbox = await startSandbox({ world, containerAuthorizationToken: taskToken });
  folder = mkdtempSync(join(tmpdir(), "genkan-own-keys-"));
  mkdirSync(join(folder, ".aws"));
  // Where Debian's clients, which know no AWS_ENDPOINT_URL, take an endpoint from; so that blocks run as they are.
  const rules = { conditions: [], endpoint: { url: sandbox.url }, type: "endpoint" };
  const region = { builtIn: "AWS::Region", required: false, documentation: "", type: "String" };
  const models = join(folder, ".aws/models/sts/2011-06-15");
  mkdirSync(models, { recursive: true });
  const ruleSet = { version: "1.0", parameters: { Region: region }, rules: [rules] };
  writeFileSync(join(models, "endpoint-rule-set-1.json"), JSON.stringify(ruleSet));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const keys = `aws_access_key_id = ${ADA_KEY.id}\naws_secret_access_key = ${ADA_KEY.secret}\n`;
  writeFileSync(join(folder, ".aws/credentials"), `[work]\n${keys}[default]\n${keys}`);
});
beforeEach(() => {
  rmSync(join(folder, ".gitconfig"), { force: true });
  rmSync(join(folder, ".aws/cli"), { recursive: true, force: true });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const environmentKeys = { AWS_ACCESS_KEY_ID: ADA_KEY.id, AWS_SECRET_ACCESS_KEY: ADA_KEY.secret };
const surroundingsOf = (kind: OwnKeysKind): Record<string, string> => {
  switch (kind) {
    case "config-environment":
      return environmentKeys;
    case "config-instance-metadata":
      return { AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: `${sandbox.url}/` };
    case "config-container":
      return {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${sandbox.url}/v2/credentials/task`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: taskToken,
      };
    default:
      return {};
  }
};

function writeConfig(text: string): void {
  writeFileSync(join(folder, ".aws/config"), text);
}

type Ended = { status: number | null; stdout: string; stderr: string };

/** Runs a program without a terminal, so that it reads answers from its input, in a home of its own. */
function run(
  command: string,
  args: string[],
  extra: Record<string, string> = {},
  input = "",
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: folder,
    // A session of its own has no terminal that a password prompt could open.
    detached: true,
    env: {
      NODE_ENV: "test",
      PATH: "/usr/bin:/bin",
      HOME: folder,
      LANG: "C.UTF-8",
      AWS_PAGER: "",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ENDPOINT_URL_STS: sandbox.url,
      ...extra,
    },
  });
  return new Promise((done, failed) => {
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.once("error", failed);
    child.once("close", (status) => done({ status, stdout, stderr }));
    // A program may end without reading what it was given.
    child.stdin.once("error", () => {});
    child.stdin.end(input);
  });
}

async function printed(...asked: Parameters<typeof run>): Promise<string> {
  const { status, stdout, stderr } = await run(...asked);
  expect(status, stderr).toBe(0);
  return stdout;
}

/** A device that gave no code yet, for AWS takes each code once, and its current code. */
async function unusedDevice(): Promise<{ mfaSerial: string; code: string }> {
  const mfaSerial = devices.pop()?.serialNumber ?? "";
  const answer = await fetch(`${sandbox.url}/_sandbox/totp`, {
    method: "POST",
    body: JSON.stringify({ serialNumber: mfaSerial }),
  });
  expect(answer.status).toBe(200);
  return { mfaSerial, code: String((await answer.json()).code) };
}

/** The AssumeRole calls that STS saw, since the log was emptied. */
async function assumed(): Promise<{ outcome: string; params: Record<string, string> }[]> {
  const { calls } = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
  return calls.filter(({ action }: { action: string }) => action === "AssumeRole");
}
beforeEach(async () => void (await fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" })));

const whoAmI = (profile: string) => ["sts", "get-caller-identity", "--profile", profile, "--output", "json"];
const askBoto = `import boto3, json, sys
print(json.dumps(boto3.Session(profile_name=sys.argv[1]).client("sts", region_name="eu-west-1").get_caller_identity()))
`;
const callerArn = (output: string): unknown => JSON.parse(output.slice(output.indexOf("{"))).Arn;

/** Every client that reads profiles; each answers with the caller's ARN. */
const readers: { name: string; missing: boolean; ask: typeof askSdk }[] = [
  {
    name: "the AWS CLI",
    missing: noAws,
    ask: async (profile, extra, code) =>
      callerArn(await printed(awsCli, whoAmI(profile), extra, code && `${code}\n`)),
  },
  {
    name: "boto3",
    missing: noBoto,
    ask: async (profile, extra, code) =>
      callerArn(await printed(python, ["-c", askBoto, profile], extra, code && `${code}\n`)),
  },
  { name: "the JavaScript SDK", missing: false, ask: askSdk },
];

async function askSdk(profile: string, extra: Record<string, string>, code?: string): Promise<unknown> {
  for (const [name, value] of Object.entries({ AWS_ENDPOINT_URL_STS: sandbox.url, ...extra }))
    vi.stubEnv(name, value);
  const credentials = fromIni({
    profile,
    filepath: join(folder, ".aws/credentials"),
    configFilepath: join(folder, ".aws/config"),
    ignoreCache: true,
    mfaCodeProvider: async () => code ?? "",
    clientConfig: { region: "eu-west-1" },
  });
  const client = new STSClient({ region: "eu-west-1", endpoint: sandbox.url, credentials });
  return (await client.send(new GetCallerIdentityCommand({}))).Arn;
}

const configKinds = [
  "config-source-profile",
  "config-environment",
  "config-instance-metadata",
  "config-container",
] as const;

describe.each(readers)("$name", ({ name, missing, ask }) => {
  for (const kind of configKinds)
    for (const of of [open, external])
      test(`takes the role ${of.roleName} by its ${kind} block`, async ({ skip }) => {
        skip(missing, `${name} is not installed`);
        writeConfig(renderOwnKeys(kind, of, choices));
        expect(await ask(of.profileName, surroundingsOf(kind))).toBe(callerOf(of));
        const [call] = await assumed();
        const asked = of === open && kind === "config-source-profile" ? "43200" : undefined;
        if (asked !== undefined) expect(call?.params["DurationSeconds"]).toBe(asked);
        expect(call?.params["ExternalId"]).toBe(of.externalId ?? undefined);
      });

  test("gives the code of the MFA device that the block names", async ({ skip }) => {
    skip(missing, `${name} is not installed`);
    const { mfaSerial, code } = await unusedDevice();
    writeConfig(renderOwnKeys("config-source-profile", both, { ...choices, mfaSerial }));
    expect(await ask(both.profileName, {}, code)).toBe(callerOf(both));
    const [call] = await assumed();
    expect(call?.params).toMatchObject({ SerialNumber: mfaSerial, DurationSeconds: "7200" });
  });
});

describe("the AWS CLI", () => {
  test("says of a block's profile that it assumes a role", async ({ skip }) => {
    skip(noAws, "the AWS CLI is not installed");
    for (const kind of configKinds) {
      writeConfig(renderOwnKeys(kind, external, choices));
      const args = ["configure", "list", "--profile", external.profileName];
      const listed = await printed(awsCli, args, surroundingsOf(kind));
      expect.soft(listed, kind).toMatch(/access_key\s+\*+\w{4}\s+assume-role/);
      expect.soft(listed, kind).toMatch(/region\s+eu-west-1\s+config-file/);
    }
  });

  test("is refused without the ExternalId and without a device, as the role demands", async ({ skip }) => {
    skip(noAws, "the AWS CLI is not installed");
    writeConfig(renderOwnKeys("config-source-profile", { ...external, externalId: null }, choices));
    expect((await run(awsCli, whoAmI(external.profileName))).stderr).toContain("AccessDenied");
    writeConfig(renderOwnKeys("config-source-profile", both, choices));
    expect((await run(awsCli, whoAmI(both.profileName))).stderr).toContain("AccessDenied");
  });
});

const url = "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop";
const asked = `protocol=https\nhost=git-codecommit.eu-west-1.amazonaws.com\npath=v1/repos/shop\n\n`;
const noTerminal = { GIT_TERMINAL_PROMPT: "0" };

describe("git", () => {
  async function gitFill(input = asked): Promise<Ended> {
    return run(git, ["credential", "fill"], noTerminal, input);
  }

  test("gets user name and password for CodeCommit from the role, past a helper that keeps them", async ({
    skip,
  }) => {
    skip(noAws || noGit, "git or the AWS CLI is not installed");
    writeConfig(renderOwnKeys("config-source-profile", external, choices));
    const keeps = "!f() { echo username=kept; echo password=kept; }; f";
    await printed(git, ["config", "--global", "credential.helper", keeps]);
    const lines = renderOwnKeys("codecommit", external, choices);
    // Pasting them twice does no harm.
    for (const shell of ["/bin/sh", "/bin/bash"]) await printed(shell, ["-e"], {}, lines);
    const { status, stdout, stderr } = await gitFill();
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^username=ASIA[A-Z0-9]{16}%/m);
    expect(stdout).toMatch(/^password=\d{8}T\d{6}Z[0-9a-f]{64}$/m);
    expect(stdout).toContain("path=v1/repos/shop");
    expect((await assumed()).map(({ params }) => params["RoleArn"])).toContain(external.arn);
  });

  test("asks other hosts' helpers as before, and CodeCommit's too once it is undone", async ({ skip }) => {
    skip(noAws || noGit, "git or the AWS CLI is not installed");
    writeConfig(renderOwnKeys("config-source-profile", external, choices));
    const keeps = "!f() { echo username=kept; echo password=kept; }; f";
    await printed(git, ["config", "--global", "credential.helper", keeps]);
    const before = await printed(git, ["config", "--global", "--list"]);
    await printed("/bin/sh", ["-e"], {}, renderOwnKeys("codecommit", external, choices));
    const elsewhere = "protocol=https\nhost=git-codecommit.us-east-1.amazonaws.com\n\n";
    expect((await gitFill(elsewhere)).stdout).toContain("username=kept");
    await printed("/bin/sh", ["-e"], {}, renderOwnKeys("codecommit-undo", external, choices));
    expect(await printed(git, ["config", "--global", "--list"])).toBe(before);
    expect((await gitFill()).stdout).toContain("username=kept");
  });

  test("reads the helper for the remote's own address", async ({ skip }) => {
    skip(noGit, "git is not installed");
    await printed("/bin/sh", ["-e"], {}, renderOwnKeys("codecommit", external, choices));
    const args = ["config", "--get-urlmatch", "credential.helper", url];
    expect(await printed(git, args)).toBe(
      `!aws --profile ${external.profileName} codecommit credential-helper $@\n`,
    );
  });
});

describe.each([
  { kind: "boto3" as const, name: "prog.py", missing: noBoto, command: python },
  { kind: "javascript" as const, name: "prog.mjs", missing: false, command: process.execPath },
])("the $kind program", ({ kind, name, missing, command }) => {
  async function runProgram(text: string, extra: Record<string, string>, input = ""): Promise<Ended> {
    writeFileSync(join(folder, name), text);
    return run(command, [name], extra, input);
  }

  test("prints the role session, from a profile's keys and from those of the environment", async ({
    skip,
  }) => {
    skip(missing, `${command} cannot run it`);
    const byProfile = await runProgram(renderOwnKeys(kind, external, choices), {});
    expect(byProfile, byProfile.stderr).toMatchObject({ status: 0, stdout: `${callerOf(external)}\n` });
    const unset = { ...choices, sourceProfile: "default" };
    const home = { ...environmentKeys, AWS_SHARED_CREDENTIALS_FILE: "none", AWS_CONFIG_FILE: "none" };
    const byChain = await runProgram(renderOwnKeys(kind, { ...open, region: null }, unset), home);
    expect(byChain, byChain.stderr).toMatchObject({ status: 0, stdout: `${callerOf(open)}\n` });
    expect((await assumed())[1]?.params["DurationSeconds"]).toBe("43200");
  });

  test("asks for the MFA code, and for the device when it does not know it", async ({ skip }) => {
    skip(missing, `${command} cannot run it`);
    const { mfaSerial, code } = await unusedDevice();
    const program = renderOwnKeys(kind, both, { ...choices, mfaSerial });
    const known = await runProgram(program, {}, `${code}\n`);
    expect(known, known.stderr).toMatchObject({ status: 0 });
    expect(known.stdout).toContain(callerOf(both));
    const other = await unusedDevice();
    const unknown = await runProgram(
      renderOwnKeys(kind, both, choices),
      {},
      `${other.mfaSerial}\n${other.code}\n`,
    );
    expect(unknown, unknown.stderr).toMatchObject({ status: 0 });
    expect(unknown.stdout).toContain(callerOf(both));
  });

  test("ends in AWS's refusal when the code is wrong", async ({ skip }) => {
    skip(missing, `${command} cannot run it`);
    const { mfaSerial } = await unusedDevice();
    const program = renderOwnKeys(kind, both, { ...choices, mfaSerial });
    const { status, stderr } = await runProgram(program, {}, "000000\n");
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/AccessDenied/);
  });
});

test("Python reads literals back as the texts, and nothing runs", async ({ skip }) => {
  skip(!existsSync(python), "Python is not installed");
  const texts = hostileStrings(300);
  const script = `import ast, json\nprint(json.dumps([${texts.map(quotePython).join(",\n")}]))\n`;
  writeFileSync(join(folder, "literals.py"), script);
  expect(JSON.parse(await printed(python, ["literals.py"]))).toEqual(texts);
  expect(existsSync(join(folder, "pwned"))).toBe(false);
});

test("a hostile path of a role reaches STS as it is, and nothing runs", async ({ skip }) => {
  skip(noBoto, "boto3 is not installed");
  const path = `x'"\\#;$(touch\u0024IFS-pwned)\`id\``;
  const hostile = { ...open, arn: `arn:aws:iam::222222222222:role/${path}/Open`, maxDurationSeconds: 3600 };
  writeConfig(renderOwnKeys("config-source-profile", hostile, choices));
  await run(python, ["-c", askBoto, open.profileName]);
  writeFileSync(join(folder, "prog.mjs"), renderOwnKeys("javascript", hostile, choices));
  await run(process.execPath, ["prog.mjs"]);
  writeFileSync(join(folder, "prog.py"), renderOwnKeys("boto3", hostile, choices));
  await run(python, ["prog.py"]);
  const seen = (await assumed()).map(({ params }) => params["RoleArn"]);
  expect(seen).toEqual([hostile.arn, hostile.arn, hostile.arn]);
});
