import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { root } from "../support/start-portal.ts";

const under = portalForFile();
const folder = mkdtempSync(join(tmpdir(), "genkan-catalogue-"));
const path = join(folder, "catalogue.yaml");
let token = "";
let readOnly = "";
beforeAll(async () => {
  token = await makeToken(["catalogue:read", "catalogue:write"]);
  readOnly = await makeToken(["catalogue:read"]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function makeToken(scopes: readonly string[]): Promise<string> {
  const body = { name: `catalogue ${scopes.length}`, scopes };
  return String(member((await under.company.owner.call("POST", "/api/me/tokens", body)).json, "token"));
}

type Ran = { code: number; out: string; err: string };
function catalogue(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const variables = {
      NODE_ENV: "production" as const,
      PATH: process.env.PATH,
      GENKAN_URL: under.portal.url,
      GENKAN_TOKEN: token,
      ...env,
    };
    const script = join(root, "scripts/catalogue.ts");
    const run = ["--disable-warning=ExperimentalWarning", script, ...args];
    execFile(process.execPath, run, { env: variables, cwd: root }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

const file = (label: string) => `# ours
version: 1
managed-by: cli
accounts:
  - id: 777788889999 # the only one
    name: From a terminal
    roles:
      - name: Deployer
        label: ${label}
`;

test("a file is planned, applied, found unchanged, and exported with its comments", async () => {
  writeFileSync(path, file("First"));
  const plan = await catalogue(["plan", path, "--detailed-exitcode"]);
  expect(plan).toMatchObject({ code: 2, err: "" });
  expect(plan.out).toContain("+ account From a terminal (777788889999) (line 5)");
  expect(plan.out).toContain("+ role arn:aws:iam::777788889999:role/Deployer");
  expect(plan.out).toContain("2 to add");
  expect((await catalogue(["plan", path])).code).toBe(0);

  const unasked = await catalogue(["apply", path]);
  expect(unasked).toMatchObject({ code: 1, err: "Without a terminal, apply needs --yes.\n" });
  expect(await catalogue(["apply", path, "--yes"])).toMatchObject({ code: 0, err: "" });
  expect((await catalogue(["plan", path, "--detailed-exitcode"])).code).toBe(0);

  writeFileSync(path, file("Second"));
  expect((await catalogue(["plan", path])).out).toContain("label: First → Second");
  expect((await catalogue(["export", path])).code).toBe(0);
  const exported = readFileSync(path, "utf8");
  expect(exported).toContain("# ours\nversion: 1");
  expect(exported).toContain("- id: 777788889999 # the only one");
  expect(exported).toContain("label: First");
  expect((await catalogue(["plan", path, "--detailed-exitcode"])).code).toBe(0);

  const whole = join(folder, "whole.yaml");
  expect((await catalogue(["export", whole])).code).toBe(0);
  expect(readFileSync(whole, "utf8")).toContain("777788889999");
});

test("what is wrong is told by its code and never with the token", async () => {
  writeFileSync(path, "version: 1\naccounts:\n- id: 12\n");
  const malformed = await catalogue(["plan", path]);
  expect(malformed.code).toBe(1);
  expect(malformed.err).toMatch(/^catalogue_file_malformed: .*line 3, accounts\[0\]\.id/);
  writeFileSync(path, file("Third"));
  const mayNot = await catalogue(["apply", path, "--yes"], { GENKAN_TOKEN: readOnly });
  expect(mayNot.code).toBe(1);
  expect(mayNot.err).toMatch(/^token_scope_missing: /);
  const nobody = await catalogue(["plan", path], { GENKAN_TOKEN: `${token}x` });
  expect(nobody).toMatchObject({ code: 1, out: "" });
  expect(nobody.err).toMatch(/^token_invalid: /);
  const nowhere = await catalogue(["plan", path], { GENKAN_URL: "http://127.0.0.1:9" });
  expect(nowhere).toMatchObject({ code: 1, out: "" });
  const unwritable = await catalogue(["export", join(folder, "no-such-folder", "c.yaml")]);
  expect(unwritable).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(/cannot be written\.\n$/),
  });
  const misnamed = await catalogue(["export", join(folder, "misnamed.yaml"), "--managed-by", "no name!"]);
  expect(misnamed.code).toBe(1);
  expect(misnamed.err).toMatch(/^invalid_input: /);
  writeFileSync(path, file("Fourth").replace("managed-by: cli\n", ""));
  for (const command of [["plan"], ["apply", "--yes"]]) {
    const nameless = await catalogue([...command, path]);
    expect(nameless.code).toBe(1);
    expect(nameless.out).toContain("label: First → Fourth");
    expect(nameless.err).toContain("managed-by");
  }
  for (const { out, err } of [malformed, mayNot, nobody, nowhere]) {
    expect(out + err).not.toContain(token);
    expect(out + err).not.toContain(readOnly);
  }
});
