import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markBlock } from "./block-marks.ts";
import { pasteInstaller, renderInstaller } from "./render-installer.ts";

const origin = "https://portal.example.com";
const body = "[sso-session acme]\nsso_region = us-east-1\n\n[profile acme-admin]\nregion = eu-west-1\n";
const token = `genkan_pat_${"t".repeat(43)}`;
const path = "/usr/bin:/bin";
const isThere = (program: string) => path.split(":").some((folder) => existsSync(join(folder, program)));
const shells = ["dash", "bash", "bash --posix", "zsh", "busybox sh", "mksh", "ksh", "yash"].filter((shell) =>
  isThere(shell.replace(/ .*/, "")),
);

let home = "";
let config = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "genkan installer é-"));
  config = join(home, ".aws/config");
});
afterEach(() => {
  chmodSync(home, 0o700);
  rmSync(home, { recursive: true });
});

type Given = Partial<Parameters<typeof renderInstaller>[0]>;
const script = (given: Given = {}) =>
  renderInstaller({ origin, kind: "config", body, token: null, ...given });

// Root may write everywhere, so that somebody else does.
const self = process.getuid?.() ?? 0;
const plainUser = self === 0 ? 65_534 : self;

function run(
  shell: string,
  text: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  uid = self,
) {
  const file = join(home, "genkan-aws-config.sh");
  writeFileSync(file, text);
  const [program = "", ...options] = shell.split(" ");
  const { status, stdout, stderr } = spawnSync(program, [...options, file, ...args], {
    cwd: home,
    env: { PATH: path, HOME: home, NODE_ENV: "test", ...env },
    encoding: "utf8",
    uid,
  });
  rmSync(file);
  return { status, stdout, stderr };
}

function done(shell: string, text: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const told = run(shell, text, args, env);
  expect(told).toMatchObject({ status: 0, stderr: "" });
  return told.stdout;
}

function write(text: string, path = config) {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
const mode = (path: string) => statSync(path).mode & 0o777;
const backups = () =>
  readdirSync(join(home, ".aws")).filter((name) => name.startsWith("config.genkan-backup-"));
const leftovers = () => readdirSync(join(home, ".aws")).filter((name) => name.startsWith("."));

const block = markBlock(origin, body);
const other = markBlock("http://127.0.0.1:3000", "[profile local-admin]\nregion = us-east-1\n");
const thousand = Array.from({ length: 1000 }, (_, n) => `[profile p${n}]\nregion = eu-west-1\n\n`).join("");
const state = /# genkan: made with [a-z ]+\n/;
const files: readonly [name: string, text: string][] = [
  ["one that is empty", ""],
  ["one without a last newline", "[default]\nregion = eu-west-1"],
  ["one with carriage returns", "[default]\r\nregion = eu-west-1\r\n\r\n; é 本番 👟\r\n"],
  ["one with carriage returns and without a last newline", "[default]\r\nregion = eu-west-1"],
  ["one with profiles of its own", '# mine\n[default]\n\n[profile "a b"]\ns3 =\n  max_queue_size = 5\n\n\n'],
  ["one with blanks at the end", "[default]\nregion = x  \n \t\n"],
  ["one with bytes that are no text", "[default]\n# \x01\x7f\xff\n"],
  ["one with another portal's block", `[default]\n${other}[profile z]\n`],
  ["one of 1,000 profiles", thousand],
  ["one that is a byte order mark ahead", "\uFEFF[default]\nregion = x\n"],
  ["one that is a newline", "\n"],
];

const refused: readonly [name: string, text: string, why: RegExp][] = [
  ["a profile of the same name", "[profile acme-admin]\n", /line 1: \[profile acme-admin\]/],
  ["one in quotes", '\n[profile "acme-admin"] ; mine\r\n', /line 2: \[profile acme-admin\]/],
  ["one with more blanks", " [profile \t acme-admin]\n", /line 1: \[profile acme-admin\]/],
  ["a session of the same name", "[sso-session acme]\n", /line 1: \[sso-session acme\]/],
  ["one behind a byte order mark", "\uFEFF[sso-session acme]\n", /line 1: \[sso-session acme\]/],
  ["one behind the own block", `${block}[profile acme-admin]\n`, /line 8: \[profile acme-admin\]/],
  ["one in another portal's block", markBlock("https://x.example", "[profile acme-admin]\n"), /line 2/],
  ["a block without its end", block.replace(/# <<<.*\n/, ""), /without its end.* line 1/],
  ["an end without its block", block.replace(/# >>>.*\n/, ""), /without a beginning.* line 6/],
  ["two blocks", block + block, /two beginnings.* line 1 and line 8/],
  ["settings behind the block", `${block}\n# mine\nregion = x\n`, /settings in line 10/],
];

describe.each(shells)("%s", (shell) => {
  // The shells differ in little of this: one goes through all of it.
  const whole = shell === shells[0];

  test("makes folder and file when they are missing, and takes the file out again", () => {
    done(shell, script());
    expect(readFileSync(config, "utf8").replace("# genkan: made with this file\n", "")).toBe(block);
    expect([mode(config), mode(join(home, ".aws"))]).toEqual([0o600, 0o700]);
    expect(done(shell, script())).toContain("nothing to change");
    expect(backups()).toEqual([]);
    done(shell, script(), ["--undo"]);
    expect(existsSync(config)).toBe(false);
    expect(done(shell, script(), ["--undo"])).toContain("nothing to change");
    expect(leftovers()).toEqual([]);
  });

  test.each(whole ? files : files.slice(1, 4))(
    "leaves every byte of %s, and undoes to the same bytes",
    (_, text) => {
      write(text);
      const before = readFileSync(config);
      done(shell, script());
      const after = readFileSync(config, "utf8");
      const end = /(^|\n)$/.test(text) ? "" : "\n";
      expect(after.replace(state, "")).toBe(`${text}${end}${block}`);
      expect(done(shell, script())).toContain("nothing to change");
      expect(readFileSync(config, "utf8")).toBe(after);
      expect(backups()).toHaveLength(1);
      expect(readFileSync(join(home, ".aws", backups()[0] ?? "")).equals(before)).toBe(true);
      done(shell, script(), ["--undo"]);
      expect(readFileSync(config).equals(before)).toBe(true);
      expect(leftovers()).toEqual([]);
    },
  );

  test("replaces its own block where it stands, and nothing around it", () => {
    const [head, tail] = [`[default]\nregion = x\n${other}`, "\n; é\r\n[profile z]\r\nregion = y"];
    write(`${head}${markBlock(origin, "[profile acme-old]\n")}${tail}`);
    chmodSync(config, 0o640);
    done(shell, script());
    expect(readFileSync(config, "utf8")).toBe(`${head}${block}${tail}`);
    expect(mode(config)).toBe(0o640);
    done(shell, script(), ["--undo"]);
    expect(readFileSync(config, "utf8")).toBe(`${head}${tail}`);
  });

  test("keeps a newline that others rely on by the time it undoes", () => {
    write("[default]");
    done(shell, script());
    write(`${readFileSync(config, "utf8")}[profile later]\n`);
    done(shell, script(), ["--undo"]);
    expect(readFileSync(config, "utf8")).toBe("[default]\n[profile later]\n");
  });

  test("takes a block whose lines an editor ended with carriage returns", () => {
    write(`[default]\r\n${block.replaceAll("\n", "\r\n")}[profile z]\r\n`);
    done(shell, script());
    expect(readFileSync(config, "utf8")).toBe(`[default]\r\n${block}[profile z]\r\n`);
  });

  test.each(whole ? refused : refused.slice(0, 3))("refuses %s, and touches nothing", (_, text, why) => {
    write(text);
    const told = run(shell, script({ token: { file: null, value: token } }));
    expect(told.status).toBe(1);
    expect(told.stderr).toMatch(why);
    expect(told.stderr).toContain("nothing was changed");
    expect(readFileSync(config, "utf8")).toBe(text);
    expect(readdirSync(join(home, ".aws"))).toEqual(["config"]);
  });

  test("refuses [default] beside one's own only when it writes one", () => {
    write("[profile default]\nregion = x\n");
    expect(run(shell, script({ body: `${body}\n[default]\nregion = y\n` })).stderr).toContain("[default]");
    done(shell, script());
  });

  test("honours AWS_CONFIG_FILE, with blanks, relative, and of the home folder", () => {
    for (const [given, at] of [
      [join(home, "else where/config"), "else where/config"],
      ["own.config", "own.config"],
      ["~/homely", "homely"],
    ] as const) {
      done(shell, script(), [], { AWS_CONFIG_FILE: given });
      expect(readFileSync(join(home, at), "utf8")).toContain(block.slice(0, 30));
    }
    expect(existsSync(config)).toBe(false);
  });

  test("keeps links, also to links, and to what is not there yet", () => {
    write("[default]\n", join(home, "dotfiles/aws config"));
    mkdirSync(join(home, ".aws"));
    symlinkSync("../between", config);
    symlinkSync(join(home, "dotfiles/aws config"), join(home, "between"));
    done(shell, script());
    expect(lstatSync(config).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(home, "dotfiles/aws config"), "utf8")).toBe(`[default]\n${block}`);
    rmSync(config);
    symlinkSync("new", config);
    done(shell, script());
    expect(lstatSync(config).isSymbolicLink()).toBe(true);
    expect(existsSync(join(home, ".aws/new"))).toBe(true);
    rmSync(config);
    symlinkSync("config", config);
    expect(run(shell, script()).stderr).toContain("circle");
  });

  test("refuses a folder in place of the file, an unknown option, and no home", () => {
    mkdirSync(config, { recursive: true });
    expect(run(shell, script())).toMatchObject({ status: 1 });
    expect(run(shell, script(), ["--help"])).toMatchObject({ status: 1 });
    expect(run(shell, script(), [], { HOME: "" })).toMatchObject({ status: 1 });
    expect(readdirSync(config)).toEqual([]);
  });

  test("refuses a folder that may not be written, and a file that may not", () => {
    write("[default]\n");
    for (const path of [home, join(home, ".aws"), config]) chownSync(path, plainUser, plainUser);
    for (const [path, mode] of [
      [join(home, ".aws"), 0o500],
      [config, 0o400],
    ] as const) {
      chmodSync(path, mode);
      const told = run(shell, script(), [], {}, plainUser);
      chmodSync(path, 0o700);
      expect(told).toMatchObject({ status: 1 });
      expect(readFileSync(config, "utf8")).toBe("[default]\n");
      expect(readdirSync(join(home, ".aws"))).toEqual(["config"]);
    }
  });

  test("does the same when it is pasted as one command", () => {
    write("[default]\n");
    const paste = pasteInstaller(script({ body: `# GENKAN_END $HOME \`id\`\n${body}` }));
    const [program = "", ...options] = shell.split(" ");
    const told = spawnSync(program, [...options, "-c", paste], {
      env: { PATH: path, HOME: home, NODE_ENV: "test" },
    });
    expect(told.status).toBe(0);
    expect(readFileSync(config, "utf8")).toContain(`# GENKAN_END $HOME \`id\`\n${body}`);
  });

  test("half a script does nothing", () => {
    const whole = script();
    for (const part of [0.2, 0.5, 0.9]) run(shell, whole.slice(0, whole.length * part));
    expect(existsSync(join(home, ".aws"))).toBe(false);
  });

  test("what a killed run of the same number left behind is not in the way", () => {
    const left = '".aws/.genkan-work.$$" ".aws/.genkan-token.$$"';
    const file = join(home, "again.sh");
    writeFileSync(file, script({ token: { file: null, value: token } }));
    const again = `mkdir -p ${left} && exec ${shell} "$0"`;
    const told = spawnSync("sh", ["-c", again, file], {
      cwd: home,
      env: { PATH: path, HOME: home, NODE_ENV: "test" },
      encoding: "utf8",
    });
    expect(told).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(config, "utf8")).toContain("[profile acme-admin]");
    expect(leftovers()).toHaveLength(2);
  });

  test("writes the token for its owner alone, and takes it out with the block", () => {
    const line = '[profile a]\ncredential_process = curl -H "@__GENKAN_TOKEN_FILE__" x\n';
    const given = { body: line, token: { file: null, value: token } };
    const file = join(home, ".aws/genkan-portal.example.com.token");
    done(shell, script(given));
    expect(readFileSync(file, "utf8")).toBe(`Authorization: Bearer ${token}\n`);
    expect(mode(file)).toBe(0o600);
    expect(readFileSync(config, "utf8")).toContain(`"@${file}"`);
    expect(done(shell, script(given))).toContain("nothing to change");
    // Without a token of its own, the one that is there stays.
    expect(done(shell, script({ body: line, token: { file: null, value: null } }))).not.toContain("no token");
    expect(existsSync(file)).toBe(true);
    done(shell, script(given), ["--undo"]);
    expect(existsSync(file)).toBe(false);
    expect(done(shell, script({ body: line, token: { file: null, value: null } }))).toContain(
      "There is no token",
    );
  });

  test("in a shell on Windows the token file has a path that clients there know", () => {
    // Stands for the program that such shells come with: it says a path as Windows has it.
    write('#!/bin/sh\nprintf "%s\\n" "$2/."\n', join(home, "bin/cygpath"));
    chmodSync(join(home, "bin/cygpath"), 0o700);
    const line = '[profile a]\ncredential_process = curl -H "@__GENKAN_TOKEN_FILE__" x\n';
    const given = script({ body: line, token: { file: null, value: token } });
    done(shell, given, [], { PATH: `${home}/bin:${path}` });
    expect(readFileSync(config, "utf8")).toContain(`"@${home}/./.aws/genkan-portal.example.com.token"`);
  });

  test("leaves a file alone that is no token of Genkan", () => {
    const file = join(home, "mine");
    writeFileSync(file, "secret\n");
    const told = run(shell, script({ token: { file, value: token } }));
    expect(told.status).toBe(1);
    expect(readFileSync(file, "utf8")).toBe("secret\n");
    expect(existsSync(join(home, ".aws"))).toBe(false);
    write(block);
    done(shell, script({ token: { file, value: token } }), ["--undo"]);
    expect([readFileSync(config, "utf8"), readFileSync(file, "utf8")]).toEqual(["", "secret\n"]);
  });

  test("refuses a home folder that clients would misread", () => {
    const odd = join(home, "a;b");
    mkdirSync(odd);
    const told = run(shell, script({ token: { file: null, value: token } }), [], { HOME: odd });
    expect(told).toMatchObject({ status: 1 });
    expect(readdirSync(odd)).toEqual([]);
  });

  test("a file for shells is the portal's own, and says how to read it", () => {
    const text = "f() {\n  echo '[profile acme-admin]'\n}\n";
    const given: Given = { kind: "shell", body: text, token: { file: null, value: token } };
    expect(done(shell, script(given))).toContain("  . ");
    const file = join(home, ".aws/genkan-portal.example.com.sh");
    expect(readFileSync(file, "utf8")).toContain(text);
    done(shell, script(given), ["--undo"]);
    expect(existsSync(file)).toBe(false);
  });
});

const awks = ["mawk", "gawk", "original-awk", "busybox"].filter(isThere);
test.each(awks)("with the awk of %s it finds, replaces and takes out the same", (awk) => {
  mkdirSync(join(home, "awk"));
  symlinkSync(
    path
      .split(":")
      .map((folder) => join(folder, awk))
      .find(existsSync) ?? "",
    join(home, "awk/awk"),
  );
  const env = { PATH: `${home}/awk:${path}` };
  const line = '[profile a]\ncredential_process = curl -H "@__GENKAN_TOKEN_FILE__" x\n';
  const given = { body: line, token: { file: null, value: token } };
  for (const [, text] of files) {
    write(text);
    const before = readFileSync(config);
    done("sh", script(given), [], env);
    expect(readFileSync(config, "utf8")).toContain(`"@${home}/.aws/genkan-portal.example.com.token"`);
    expect(done("sh", script(given), [], env)).toContain("nothing to change");
    done("sh", script(given), ["--undo"], env);
    expect(readFileSync(config).equals(before)).toBe(true);
  }
  for (const [, text, why] of refused) {
    write(text);
    expect(run("sh", script(), [], env).stderr).toMatch(why);
    expect(readFileSync(config, "utf8")).toBe(text);
  }
});
