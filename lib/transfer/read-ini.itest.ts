import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { printFigure } from "#lib/testing/print-figure.ts";
import { awsConfigProfiles } from "./aws-config-profiles.ts";
import { foundSecrets } from "./found-secrets.ts";

const python = "/usr/bin/python3";
const noBotocore = !existsSync(python) || spawnSync(python, ["-c", "import botocore"]).status !== 0;

const word: fc.Arbitrary<string> = fc.constantFrom(
  "a",
  "B-1",
  "x_y",
  "arn:aws:iam::111122223333:role/A",
  "é本",
  "=",
  "a=b",
  "a:b#c;d",
  "",
);
const key: fc.Arbitrary<string> = fc.constantFrom(
  "role_arn",
  "Source_Profile",
  "region",
  "external_id",
  "s3",
  "x y",
  "sso_session",
);
const blanks: fc.Arbitrary<string> = fc.constantFrom("", " ", "  ", "\t", " \t ");
const setting: fc.Arbitrary<string> = fc
  .tuple(blanks, key, blanks, fc.constantFrom("=", ":"), blanks, word, blanks)
  .map(
    ([before, name, mid, sign, after, value, end]) => `${before}${name}${mid}${sign}${after}${value}${end}`,
  );
const name: fc.Arbitrary<string> = fc.constantFrom("a", "b-c", "é本", '"q r"', "'s t'", '"u\\"v"', "x.y@z");
const lines: fc.Arbitrary<string>[] = [
  setting,
  setting,
  setting,
  name.map((it) => `[profile ${it}]`),
  fc.constantFrom(
    "[default]",
    "[sso-session s]",
    "[services x]",
    "[profile\tt]",
    "[profile  two]",
    "[preview]",
  ),
  fc.constantFrom("", " ", "# note = 1", "  ; [profile no]", "\t# x"),
  fc.tuple(key, word).map(([name, value]) => `nested =\n    ${name} = ${value}\n\n    more=1`),
];
const line: fc.Arbitrary<string> = fc.oneof(...lines);
const config: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom("\n", "\r\n", "\r"))
  .map(([chosen, end]) => ["[profile first]", ...chosen].join("\n").replaceAll("\n", end));

// Every text in one process: what botocore makes of it, or that it refuses it.
const read = `
import json, sys, os, tempfile
import botocore.configloader as loader, botocore.exceptions as errors
found = []
for text in json.load(open(sys.argv[1], encoding="utf-8")):
    with open(sys.argv[2], "w", encoding="utf-8", newline="") as file: file.write(text)
    try: found.append(loader.load_config(sys.argv[2])["profiles"])
    except errors.ConfigParseError: found.append(None)
print(json.dumps(found))`;

test("what botocore reads of a file is what is read here", ({ skip }) => {
  skip(noBotocore, "python3-botocore is not installed");
  const texts = fc.sample(config, { numRuns: 3000, seed: 20260305 });
  const folder = mkdtempSync(join(tmpdir(), "genkan-ini-"));
  try {
    writeFileSync(join(folder, "texts.json"), JSON.stringify(texts));
    const args = ["-c", read, join(folder, "texts.json"), join(folder, "config")];
    const env = { PATH: process.env.PATH, LANG: "C.UTF-8", NODE_ENV: "test" as const };
    const run = spawnSync(python, args, { env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: "" });
    const all: (Record<string, Record<string, unknown>> | null)[] = JSON.parse(run.stdout);
    let [agreed, refused] = [0, 0];
    for (const [at, theirs] of all.entries()) {
      const text = texts[at] ?? "";
      if (theirs === null) {
        refused += 1;
        continue;
      }
      const ours = awsConfigProfiles([text], foundSecrets());
      for (const [name, settings] of Object.entries(theirs)) {
        const found = ours.profiles.get(name);
        // A deeper setting is taken here and said to be; there it is a part of the value before.
        if (ours.notes.some(({ reason, at }) => reason === "setting_indented" && at === found?.at)) continue;
        const flat = Object.entries(settings).map(([key, value]) => [
          key,
          typeof value === "string" ? value : "",
        ]);
        expect.soft(Object.fromEntries(found?.settings ?? []), text).toEqual(Object.fromEntries(flat));
        agreed += 1;
      }
    }
    expect(agreed).toBeGreaterThan(1000);
    printFigure("AWS config beside botocore", {
      files: texts.length,
      refusedByIt: refused,
      profiles: agreed,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
