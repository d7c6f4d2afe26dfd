import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CredentialFormat } from "./credential-formats.ts";
import { exampleCredentials } from "./example-credentials.ts";
import { renderCredentials } from "./render-credentials.ts";

const awsCli = "/usr/bin/aws";
const { region, ...rest } = exampleCredentials;
const variables = {
  AWS_ACCESS_KEY_ID: rest.accessKeyId,
  AWS_SECRET_ACCESS_KEY: rest.secretAccessKey,
  AWS_SESSION_TOKEN: rest.sessionToken,
  AWS_CREDENTIAL_EXPIRATION: rest.expiresAt,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
};

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-render-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const shells: [shell: string, set: CredentialFormat, unset: CredentialFormat][] = [
  ["bash", "bash", "unset-bash"],
  ["dash", "bash", "unset-bash"],
  ["sh", "bash", "unset-bash"],
  ["zsh", "bash", "unset-bash"],
  ["fish", "fish", "unset-fish"],
  ["pwsh", "powershell", "unset-powershell"],
];

for (const [shell, set, unset] of shells) {
  test(`${shell} takes the block over an older profile and token, and lets go of it again`, ({ skip }) => {
    skip(!installed(shell), `${shell} is not installed`);
    const block = renderCredentials(set, exampleCredentials);
    const stale = { AWS_PROFILE: "other", AWS_SECURITY_TOKEN: "old", AWS_SESSION_TOKEN: "old" };
    expect(awsVariables(shell, block, stale)).toEqual(variables);
    expect(awsVariables(shell, block, {})).toEqual(variables);

    const both = `${block}${renderCredentials(unset, exampleCredentials)}`;
    expect(awsVariables(shell, both, stale)).toEqual({});
    expect(
      awsVariables(shell, renderCredentials(unset, exampleCredentials), { AWS_PROFILE: "mine" }),
    ).toEqual({
      AWS_PROFILE: "mine",
    });
  });
}

test("an eval that forgot its quotes still sets everything", () => {
  const script = 'eval $(printf "%s" "$BLOCK")\n';
  const env = { BLOCK: renderCredentials("bash", exampleCredentials), AWS_PROFILE: "other" };
  expect(awsVariables("bash", script, env)).toEqual(variables);
});

test("the AWS CLI takes key and region from the bash block", ({ skip }) => {
  skip(!existsSync(awsCli), "the AWS CLI is not installed");
  const script = `${renderCredentials("bash", exampleCredentials)}${awsCli} configure list\n`;
  const listed = run("bash", script, { AWS_PROFILE: "absent" });
  expect(listed).toMatch(/access_key\s+\*+MPLE\s+env/);
  expect(listed).toMatch(/secret_key\s+\*+EKEY\s+env/);
  expect(listed).toMatch(/region\s+ap-northeast-1\s+env/);
});

test("the AWS CLI takes key and region from the credentials-file block", ({ skip }) => {
  skip(!existsSync(awsCli), "the AWS CLI is not installed");
  const file = join(folder, "credentials");
  const other = { ...exampleCredentials, profileName: "other", region: null };
  const blocks = [exampleCredentials, other].map((one) => renderCredentials("credentials-file", one));
  writeFileSync(file, blocks.join(""));
  const env = { AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: exampleCredentials.profileName };
  const listed = run("bash", `${awsCli} configure list\n`, env);
  expect(listed).toMatch(/access_key\s+\*+MPLE\s+shared-credentials-file/);
  expect(listed).toMatch(/region\s+ap-northeast-1/);
});

test("the AWS CLI takes keys from a credential_process that prints the block", ({ skip }) => {
  skip(!existsSync(awsCli), "the AWS CLI is not installed");
  const answer = join(folder, "answer.json");
  const config = join(folder, "config");
  writeFileSync(answer, renderCredentials("credential-process", exampleCredentials));
  writeFileSync(config, `[default]\ncredential_process = /bin/cat ${answer}\n`);
  const listed = run("bash", `${awsCli} configure list\n`, { AWS_CONFIG_FILE: config });
  expect(listed).toMatch(/access_key\s+\*+MPLE\s+custom-process/);
});

function awsVariables(shell: string, script: string, env: Record<string, string>): Record<string, string> {
  const print =
    "for (const [k, v] of Object.entries(process.env)) if (/^AWS_/.test(k)) console.log(k + '=' + v)";
  const lines = run(shell, `${script}'${process.execPath}' -e "${print}"\n`, env).trim().split("\n");
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => [line.split("=", 1)[0], line.replace(/^[^=]*=/, "")]),
  );
}

function installed(command: string): boolean {
  return (process.env.PATH ?? "").split(":").some((path) => existsSync(join(path, command)));
}

function run(shell: string, script: string, env: Record<string, string>): string {
  const file = join(folder, "script.ps1");
  writeFileSync(file, script);
  const { status, stdout, stderr } = spawnSync(
    shell,
    shell === "pwsh" ? ["-NoProfile", "-File", file] : [file],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8", NODE_ENV: "test", ...env },
      encoding: "utf8",
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}
