import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import { afterEach, beforeEach, expect, test } from "vitest";
import { quoteBash } from "./bash.ts";
import { quoteIni } from "./credentials-file.ts";
import { CredentialsRenderError } from "./credentials-render-error.ts";
import { quoteFish } from "./fish.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { quotePowershell } from "./powershell.ts";

const strings = ["", " ", "'", "''", "-e", "a\\", "\\'", ...hostileStrings(5000)];
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-quoters-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const posix = (value: string) => `export K=${quoteBash(value)}; printf '%s\\0' "$K"`;
const fish = (value: string) => `set -gx K ${quoteFish(value)}; printf '%s\\0' "$K"`;
const powershell = (value: string) => `$Env:K = ${quotePowershell(value)}; [Console]::Write("$Env:K\`0")`;

const shells = [
  { shell: "bash", args: ["--norc"], line: posix },
  { shell: "dash", args: [], line: posix },
  { shell: "sh", args: [], line: posix },
  { shell: "zsh", args: ["-f"], line: posix },
  { shell: "fish", args: ["--no-config"], line: fish },
  { shell: "pwsh", args: ["-NoProfile", "-File"], line: powershell },
];

for (const { shell, args, line } of shells) {
  test(`G21 ${shell}: 5,000 hostile strings are read back as they were, nothing executed`, ({ skip }) => {
    skip(!installed(shell), `${shell} is not installed`);
    const script = join(folder, shell === "pwsh" ? "script.ps1" : "script");
    writeFileSync(script, `${strings.map(line).join("\n")}\n`);
    expect(
      run(shell, [...args, script])
        .split("\0")
        .slice(0, -1),
    ).toEqual(strings);
    expect(readdirSync(folder)).toEqual([script.slice(folder.length + 1)]);
    report(`${shell}: ${strings.length} strings, all equal, nothing executed`);
  });
}

const carried = strings.flatMap((value) => {
  try {
    return [quoteIni(value)];
  } catch (error) {
    expect(error).toBeInstanceOf(CredentialsRenderError);
    return [];
  }
});

test("G21 INI: what is not refused is read back by botocore and by the JavaScript SDK", async ({ skip }) => {
  const file = join(folder, "credentials");
  writeFileSync(file, carried.map((value, index) => `[p${index}]\na = 1\nk = ${value}\nz = 2\n`).join(""));
  const wanted = carried.map((value) => ({ a: "1", k: value, z: "2" }));

  const { credentialsFile } = await loadSharedConfigFiles({
    filepath: file,
    configFilepath: file,
    ignoreCache: true,
  });
  expect(carried.map((_, index) => ({ ...credentialsFile[`p${index}`] }))).toEqual(wanted);
  expect(Object.keys(credentialsFile)).toHaveLength(carried.length);
  report(`JavaScript SDK: ${carried.length} strings equal, ${strings.length - carried.length} refused`);

  const hasBotocore = spawnSync("/usr/bin/python3", ["-c", "import botocore"]).status === 0;
  skip(!hasBotocore, "python3-botocore is not installed");
  const read =
    "import botocore.configloader as c, json, sys; print(json.dumps(c.raw_config_parse(sys.argv[1])))";
  const sections = JSON.parse(run("/usr/bin/python3", ["-c", read, file]));
  expect(carried.map((_, index) => sections[`p${index}`])).toEqual(wanted);
  expect(Object.keys(sections)).toHaveLength(carried.length);
  report(`botocore: ${carried.length} strings equal, ${strings.length - carried.length} refused`);
});

function installed(command: string): boolean {
  return (process.env.PATH ?? "").split(":").some((path) => existsSync(join(path, command)));
}

// A UTF-8 locale, for Python's and the shells' sake; the folder as home, so that nothing of the tester's is read.
function run(command: string, args: string[]): string {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
    NODE_ENV: "test" as const,
  };
  const home = mkdtempSync(join(tmpdir(), "genkan-home-"));
  try {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: folder,
      env: { ...env, HOME: home },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  } finally {
    rmSync(home, { recursive: true });
  }
}

function report(line: string): void {
  process.stdout.write(`G21 ${line}\n`);
}
