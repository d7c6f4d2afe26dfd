import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { printFigure } from "#lib/testing/print-figure.ts";
import { exampleExportedRole } from "./example-exported-role.ts";
import { unguardFormula } from "./formula-guard.ts";
import { hostileNames } from "./hostile-names.ts";
import { plainLine } from "./plain-line.ts";
import { readAwsConfig } from "./read-aws-config.ts";
import { readCsv } from "./read-csv.ts";
import { readExtendSwitchRoles } from "./read-extend-switch-roles.ts";
import { renderAwsConfig } from "./render-aws-config.ts";
import { renderBookmarksHtml } from "./render-bookmarks-html.ts";
import { renderCsv } from "./render-csv.ts";
import { renderExtendSwitchRoles } from "./render-extend-switch-roles.ts";

const python = "/usr/bin/python3";
const noPython = !existsSync(python);
const noBotocore = noPython || spawnSync(python, ["-c", "import botocore"]).status !== 0;
const names = hostileNames(5000);
const nth = (at: number) => names[at % names.length] ?? "";
const roles = names.map((name, at) =>
  exampleExportedRole({
    roleName: `Role${at}`,
    accountId: String(100_000_000_000 + at),
    accountName: nth(at + 1),
    label: name,
    alias: at % 2 ? nth(at + 2) : null,
    note: nth(at + 3),
    folder: nth(at + 4),
    tags: { [plainLine(nth(at + 5)) || "key"]: nth(at + 6) },
    ouPath: nth(at + 7),
    url: `https://portal.example.com/open/${at}`,
  }),
);
// What is documented to be left of a name that no line can hold as it is.
const shown = (name: string) => plainLine(name);
const labels = roles.map(({ label }) => shown(label));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-hostile-names-"));
});
afterAll(() => {
  // Nothing that stood in a name ran.
  expect(readdirSync(folder)).not.toContain("pwned");
  rmSync(folder, { recursive: true });
});

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
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

const wantedProfiles = roles.map(({ arn }) => ({
  role_arn: arn,
  source_profile: "default",
  duration_seconds: "3600",
}));
const configText = renderAwsConfig(roles);
const profileOfArn = (profiles: Record<string, Record<string, unknown>>) =>
  new Map(Object.values(profiles).map((profile) => [profile["role_arn"], { ...profile }]));

test("AWS config: botocore reads 5,000 profiles and nothing else", ({ skip }) => {
  skip(noBotocore, "python3-botocore is not installed");
  const read = "import botocore.configloader as c, json, sys; print(json.dumps(c.load_config(sys.argv[1])))";
  const { profiles, ...others } = JSON.parse(run(python, ["-c", read, written("config", configText)]));
  expect(others).toEqual({ sso_sessions: {} });
  expect(Object.keys(profiles)).toHaveLength(roles.length);
  expect(Object.keys(profiles).filter((name) => !/^[a-z0-9][\w.-]{0,150}$/.test(name))).toEqual([]);
  expect(profiles).not.toHaveProperty("default");
  const byArn = profileOfArn(profiles);
  expect(roles.map(({ arn }) => byArn.get(arn))).toEqual(wantedProfiles);
  printFigure("hostile names, AWS config by botocore", { names: roles.length, injected: 0 });
});

test("AWS config: the SDK for JavaScript reads the same", async () => {
  const path = written("config-js", configText);
  const { configFile } = await loadSharedConfigFiles({
    filepath: join(folder, "none"),
    configFilepath: path,
    ignoreCache: true,
  });
  expect(Object.keys(configFile)).toHaveLength(roles.length);
  const byArn = profileOfArn(configFile as Record<string, Record<string, unknown>>);
  expect(roles.map(({ arn }) => byArn.get(arn))).toEqual(wantedProfiles);
  printFigure("hostile names, AWS config by the JavaScript SDK", { names: roles.length, injected: 0 });
});

test("AWS config: profile names are words to every shell, quoted or not", () => {
  const profiles = configText.match(/^\[profile .*\]$/gm)?.map((header) => header.slice(9, -1)) ?? [];
  expect(profiles).toHaveLength(roles.length);
  const script = written("script", profiles.map((name) => `export P=${name}; printf '%s\\n' $P\n`).join(""));
  for (const shell of ["/bin/bash", "/bin/sh"])
    expect(run(shell, [script]).split("\n").slice(0, -1)).toEqual(profiles);
  expect(readdirSync(folder)).not.toContain("pwned");
  printFigure("hostile names, profile names in bash and sh", { names: profiles.length, executed: 0 });
});

test("AWS config: an import reads every name back", () => {
  const { roles: found, refused, accounts } = readAwsConfig(configText);
  expect(refused.filter(({ reason }) => reason !== "holds_secret")).toEqual([]);
  expect(found.map(({ label }) => label ?? "")).toEqual(labels);
  expect(accounts.map(({ name }) => name ?? "")).toEqual(roles.map(({ accountName }) => shown(accountName)));
});

test("switch-role configuration: 5,000 sections and nothing else, by the extension's rules and by Python's", ({
  skip,
}) => {
  const text = renderExtendSwitchRoles(roles);
  const sections = asTheExtensionReads(text);
  expect(sections).toHaveLength(roles.length);
  expect(new Set(sections.map(({ name }) => name)).size).toBe(roles.length);
  expect(sections.map(({ settings }) => settings["role_arn"])).toEqual(roles.map(({ arn }) => arn));
  const keys = new Set(sections.flatMap(({ settings }) => Object.keys(settings)));
  expect([...keys].sort()).toEqual(["group", "role_arn"]);
  const { roles: found, refused } = readExtendSwitchRoles(text);
  expect(refused).toEqual([]);
  expect(found.map(({ label }, at) => (labels[at] === "" ? "" : label))).toEqual(labels);
  printFigure("hostile names, switch-role ini by the extension's rules", {
    names: roles.length,
    injected: 0,
  });

  skip(noBotocore, "python3-botocore is not installed");
  const read =
    "import botocore.configloader as c, json, sys; print(json.dumps(c.raw_config_parse(sys.argv[1])))";
  const raw = JSON.parse(run(python, ["-c", read, written("switch-roles", text)]));
  expect(Object.keys(raw)).toHaveLength(roles.length);
  const byArn = profileOfArn(raw);
  expect(roles.filter(({ arn }) => !byArn.has(arn))).toEqual([]);
});

test("a table: 5,000 rows, no formula, each name as it was, by three parsers", ({ skip }) => {
  const text = renderCsv(roles);
  const rows: string[][] = parse(text, { bom: true });
  const check = (by: string, all: string[][]) => {
    expect(all).toHaveLength(roles.length + 1);
    expect(new Set(all.map((row) => row.length))).toEqual(new Set([18]));
    // What some spreadsheet would compute, in whatever width, and after what it would skip.
    const formulas = all.flat().filter((cell) => /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(cell));
    expect(formulas).toEqual([]);
    expect(all.flat().filter((cell) => /[\p{Cc}\p{Cs}]/u.test(cell))).toEqual([]);
    const column = (name: string) => {
      const at = all[0]?.indexOf(name) ?? -1;
      return all.slice(1).map((row) => unguardFormula(row[at] ?? ""));
    };
    expect(column("label")).toEqual(labels);
    expect(column("account_name")).toEqual(roles.map(({ accountName }) => shown(accountName)));
    expect(column("note")).toEqual(roles.map(({ note }) => shown(note)));
    expect(column("alias")).toEqual(roles.map(({ alias }) => shown(alias ?? "")));
    printFigure(`hostile names, CSV by ${by}`, { names: roles.length, formulas: 0 });
  };
  check("csv-parse", rows);

  // In parts: all of it is more than an import takes at once.
  const parts = [0, 1, 2, 3, 4].map((part) =>
    readCsv(renderCsv(roles.slice(part * 1000, part * 1000 + 1000))),
  );
  const found = parts.flatMap((part) => part.roles);
  expect(parts.flatMap(({ refused }) => refused)).toEqual([]);
  expect(found.map(({ label }) => label ?? "")).toEqual(labels);
  expect(found.map(({ note }) => note ?? "")).toEqual(roles.map(({ note }) => shown(note)));
  expect(found.map(({ tags }) => tags)).toEqual(
    roles.map(({ tags }) =>
      Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, shown(value)])),
    ),
  );

  skip(noPython, "Python is not installed");
  const read =
    "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8-sig')))))";
  check("Python", JSON.parse(run(python, ["-c", read, written("roles.csv", text)])));
});

test("bookmarks: 5,000 links in their folders, and no other element", ({ skip }) => {
  skip(noPython, "Python is not installed");
  const text = renderBookmarksHtml(roles, `Genkan ${nth(0)}`);
  const read = `
import html.parser, json, sys
class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.folders, self.into, self.others = {}, [], [], None, []
    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if tag == "a": self.links.append([attrs, ""])
        elif tag == "h3": self.folders.append("")
        elif attrs and tag != "meta": self.others.append(tag)
        self.into = tag
    def handle_endtag(self, tag): self.into = None
    def handle_data(self, data):
        if self.into == "a": self.links[-1][1] += data
        elif self.into == "h3": self.folders[-1] += data
    def handle_comment(self, data): self.others.append("comment")
reader = Reader()
reader.feed(open(sys.argv[1], encoding="utf-8").read())
reader.close()
print(json.dumps([reader.tags, reader.links, reader.folders, reader.others]))`;
  const page = written("bookmarks.html", text);
  const [tags, links, folders, others] = JSON.parse(run(python, ["-c", read, page]));
  const all = roles.length;
  expect(tags).toEqual({
    meta: 1,
    title: 1,
    h1: 1,
    dl: all + 2,
    p: 2 * (all + 2),
    dt: 2 * all + 1,
    h3: all + 1,
    a: all,
  });
  expect(others).toEqual([]);
  expect(links).toEqual(
    roles.map(({ url, alias, label, roleName }) => [
      [["href", url]],
      shown(alias ?? "") || shown(label) || roleName,
    ]),
  );
  expect(folders.slice(1)).toEqual(
    roles.map(({ accountName, accountId }) => shown(accountName) || accountId),
  );
  printFigure("hostile names, bookmarks by an HTML parser", { names: all, injected: 0 });
});

// The extension's documented reading: ; and # end a line, sections stand in brackets, settings part at the first =.
function asTheExtensionReads(text: string): { name: string; settings: Record<string, string> }[] {
  const sections: { name: string; settings: Record<string, string> }[] = [];
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/[;#].*$/, "").trim();
    if (line === "") continue;
    const name = /^\[(.+)\]$/.exec(line)?.[1];
    const [key = "", value = ""] = line.split(/=(.*)/s);
    if (name !== undefined) sections.push({ name: name.trim(), settings: {} });
    else Object.assign(sections.at(-1)?.settings ?? {}, { [key.trim()]: value.trim() });
  }
  return sections;
}
