import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileStrings } from "#lib/credentials/hostile-strings.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { hostileNames } from "#lib/transfer/hostile-names.ts";
import { exampleTerminalRole } from "./example-terminal-role.ts";
import { nameRoles } from "./name-roles.ts";
import { readNameTemplate } from "./name-template.ts";
import { functionName } from "./portal-names.ts";
import { renderInstaller } from "./render-installer.ts";
import { renderTerminal, type TerminalOptions } from "./render-terminal.ts";
import type { TerminalRole } from "./terminal-role.ts";

const python = "/usr/bin/python3";
const noBotocore =
  !existsSync(python) || spawnSync(python, ["-c", "import botocore.configloader"]).status !== 0;
const token = `genkan_pat_${"h".repeat(43)}`;
const names = [...hostileNames(2500), ...hostileStrings(2500)];
const nth = (at: number) => names[at % names.length] ?? "";
const hostile: readonly TerminalRole[] = names.map((name, at) =>
  exampleTerminalRole({
    id: `role-${at}`,
    accountId: String(100_000_000_000 + at),
    accountName: name,
    label: nth(at + 1),
    alias: at % 2 ? nth(at + 2) : null,
    folder: nth(at + 3),
  }),
);
const template = readNameTemplate("{folder}/{alias} {account}-{label}.{role}");
if (!template.ok) throw new Error("no template");
const named = nameRoles(hostile, template.template);
const options: TerminalOptions = {
  origin: "https://portal.example.com",
  startUrl: "https://portal.example.com/start",
  sessionName: "acme",
  ssoRegion: "us-east-1",
  region: "eu-west-1",
  defaultProfile: null,
  tokenFile: null,
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-hostile-terminal-"));
});
afterAll(() => {
  // Nothing that stood in a name ran.
  expect(readdirSync(folder)).not.toContain("pwned");
  rmSync(folder, { recursive: true });
});

function saved(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8", NODE_ENV: "test" },
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

test("every role has a name of its own, a word to every shell and file", () => {
  expect(named).toHaveLength(hostile.length);
  expect(new Set(named.map(({ profile }) => profile)).size).toBe(hostile.length);
  expect(named.filter(({ profile }) => !/^[a-z0-9][a-z0-9._-]{0,150}$/.test(profile))).toEqual([]);
});

test("hostile role names, ids and regions reach no file", () => {
  const wrong = names.flatMap((name) => [
    exampleTerminalRole({ roleName: name }),
    exampleTerminalRole({ id: name }),
    exampleTerminalRole({ region: name }),
    exampleTerminalRole({ accountId: name }),
  ]);
  for (const role of nameRoles(wrong, template.template)) {
    expect(role.roleName).toMatch(/^[\w+=,.@-]+$/);
    expect(role.id).toMatch(/^[\w-]+$/);
    expect(role.region ?? "").toMatch(/^[a-z0-9-]*$/);
    expect(role.accountId).toMatch(/^\d{12}$/);
  }
});

test("hostile templates give the same words", () => {
  for (const name of names.slice(0, 2000)) {
    const read = readNameTemplate(`${name}{role}`);
    if (!read.ok) continue;
    const [role] = nameRoles([exampleTerminalRole({ alias: name, label: name })], read.template);
    expect(role?.profile).toMatch(/^[a-z0-9][a-z0-9._-]{0,127}$/);
  }
});

test.each(["sso", "process"] as const)(
  "%s: installed, both readers find 5,000 profiles and nothing else",
  async (style) => {
    const body = renderTerminal(style, named, options);
    expect(body).toMatch(/^[ -~\n]*$/);
    const own = "[default]\nregion = us-west-2\n";
    const config = saved("config", own);
    const installer = renderInstaller({
      origin: options.origin,
      kind: "config",
      body,
      token: style === "sso" ? null : { file: join(folder, "token file"), value: token },
    });
    for (const shell of ["dash", "bash"]) {
      const script = saved("install.sh", `AWS_CONFIG_FILE='${config}'\n${installer}`);
      run(shell, [script]);
    }
    const wanted = named.map((role) => [
      role.profile,
      style === "sso"
        ? {
            sso_session: "acme",
            sso_account_id: role.accountId,
            sso_role_name: "Admin",
            region: "eu-west-1",
            services: "acme-portal",
          }
        : {
            credential_process: `curl -sSf -H "@${folder}/token file" https://portal.example.com/aws/credential-process/${role.id}`,
            region: "eu-west-1",
          },
    ]);
    const profiles = Object.fromEntries([...wanted, ["default", { region: "us-west-2" }]]);
    const { configFile } = await loadSharedConfigFiles({
      configFilepath: config,
      filepath: join(folder, "none"),
      ignoreCache: true,
    });
    const { "services.acme-portal": services, "sso-session.acme": session, ...read } = configFile;
    expect(read).toEqual(profiles);
    expect([services !== undefined, session !== undefined]).toEqual([style === "sso", style === "sso"]);
    if (!noBotocore) {
      const load =
        "import botocore.configloader as c, json, sys; print(json.dumps(c.load_config(sys.argv[1])))";
      const found = JSON.parse(run(python, ["-c", load, config]));
      expect(found.profiles).toEqual(profiles);
      expect(Object.keys(found.sso_sessions)).toEqual(style === "sso" ? ["acme"] : []);
    }
    run("dash", [saved("install.sh", `AWS_CONFIG_FILE='${config}'\n${installer}`), "--undo"]);
    expect(readFileSync(config, "utf8")).toBe(own);
    printFigure(`hostile names, terminal by ${style}`, {
      names: named.length,
      injected: 0,
      botocore: String(!noBotocore),
    });
  },
);

test.each(["container", "exports"] as const)(
  "%s: shells find each role by its name, and run nothing",
  (style) => {
    const file = saved("functions.sh", renderTerminal(style, named, options));
    const name = functionName("acme");
    for (const shell of ["dash", "bash"]) {
      const profiles = run(shell, ["-c", `. ./functions.sh; ${name}`]);
      expect(profiles.trim().split("\n")).toEqual(named.map(({ profile }) => profile));
      const some = named.filter((_, at) => at % 250 === 0);
      const asking = some.map(({ profile }) => `${name}_role ${profile}; echo\n`).join("");
      const found = run(shell, [saved("ask.sh", `. "${file}"\n${asking}`)]);
      expect(found).toBe(some.map(({ id }) => `${id} eu-west-1\n`).join(""));
    }
  },
);
