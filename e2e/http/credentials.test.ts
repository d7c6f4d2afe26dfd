import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { emails } from "../support/seed-company.ts";
import { root } from "../support/start-portal.ts";

const run = promisify(execFile);
const under = portalForFile();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-credentials-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Debian's: it has no use for AWS_ENDPOINT_URL before 2.13, so the endpoint is an argument.
const aws = "/usr/bin/aws";
const absent = (path: string) => {
  if (!existsSync(path)) notice(`skipped: no ${path} on this machine`);
  return !existsSync(path);
};
const found = (name: string) => [`/usr/bin/${name}`, `/bin/${name}`].find(existsSync) ?? `/usr/bin/${name}`;

const bare = (): NodeJS.ProcessEnv => ({
  NODE_ENV: "test",
  PATH: "/usr/bin:/bin",
  HOME: folder,
  AWS_PAGER: "",
  AWS_EC2_METADATA_DISABLED: "true",
});

async function block(format: string, more: object = {}): Promise<string> {
  const { developer, assignedRoleId } = under.company;
  const answer = await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {
    format,
    ...more,
  });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  return answer.text;
}

function keep(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** Who the role session is, and that it leads back to the developer. */
function expectDeveloper(output: string): void {
  const identity: unknown = JSON.parse(output);
  expect(member(identity, "Account")).toBe("210987654301");
  const arn = String(member(identity, "Arn"));
  const [, sessionName] = /^arn:aws:sts::210987654301:assumed-role\/ReadOnly\/(.+)$/.exec(arn) ?? [];
  expect(sessionName).toBe(emails.developer);
}

async function expectSessionNameOfDeveloper(): Promise<void> {
  const people = await under.company.owner.call("GET", "/api/people");
  const list = member(people.json, "people");
  if (!Array.isArray(list)) throw new Error(people.text);
  const theirs = list.filter((person) => member(person, "sessionName") === emails.developer);
  expect(theirs.map((person) => member(person, "id"))).toEqual([under.company.people.developer]);
}

const ask = () => `${aws} --endpoint-url '${under.sandbox.url}' sts get-caller-identity --output json`;
const askSdk = () =>
  `'${process.execPath}' '${join(root, "e2e/support/who-am-i.ts")}' '${under.sandbox.url}'`;

describe.each([
  { shell: "bash", format: "bash" },
  { shell: "dash", format: "bash" },
  { shell: "zsh", format: "bash" },
  { shell: "fish", format: "fish" },
])("the $format block in $shell", ({ shell, format }) => {
  const path = found(shell);

  test.skipIf(absent(path) || absent(aws))("makes the AWS CLI the assumed role", async () => {
    const script = keep(`${shell}.txt`, `${await block(format)}${ask()}\n`);
    expectDeveloper((await run(path, [script], { env: bare() })).stdout);
    await expectSessionNameOfDeveloper();
  });

  test.skipIf(absent(path))("makes the JavaScript SDK the assumed role, past another profile", async () => {
    const script = keep(`${shell}-sdk.txt`, `${await block(format, { region: "us-east-2" })}${askSdk()}\n`);
    const { stdout } = await run(path, [script], { env: { ...bare(), AWS_PROFILE: "elsewhere" } });
    expectDeveloper(stdout);
    expect(member(JSON.parse(stdout), "Region")).toBe("us-east-2");
  });

  test.skipIf(absent(path))("is taken back by the unset block", async () => {
    const unset = await block(`unset-${format}`);
    const script = keep(`${shell}-unset.txt`, `${await block(format)}env\n${unset}echo ------\nenv\n`);
    const [before = "", after = ""] = (await run(path, [script], { env: bare() })).stdout.split("------");
    const names = /^AWS_(ACCESS|SECRET|SESSION|CREDENTIAL|REGION|DEFAULT)/gm;
    expect(before.match(names)).toHaveLength(6);
    expect(after.match(names)).toBeNull();
  });
});

describe("a file", () => {
  test.skipIf(absent(aws))("of the credentials-file format serves the AWS CLI by its profile", async () => {
    const text = await block("credentials-file");
    const profile = /^\[([^\]]+)\]/.exec(text)?.[1] ?? "";
    const env = { ...bare(), AWS_SHARED_CREDENTIALS_FILE: keep("credentials", text) };
    const args = ["--endpoint-url", under.sandbox.url, "--profile", profile, "sts", "get-caller-identity"];
    expectDeveloper((await run(aws, [...args, "--output", "json"], { env })).stdout);
  });

  test.skipIf(absent(aws))(
    "behind credential_process serves the AWS CLI and the JavaScript SDK",
    async () => {
      const answer = keep("process.json", await block("credential-process"));
      const config = `[profile genkan]\nregion = eu-west-1\ncredential_process = ${found("cat")} ${answer}\n`;
      const env = { ...bare(), AWS_CONFIG_FILE: keep("config", config), AWS_PROFILE: "genkan" };
      const args = ["--endpoint-url", under.sandbox.url, "sts", "get-caller-identity", "--output", "json"];
      expectDeveloper((await run(aws, args, { env })).stdout);
      const script = join(root, "e2e/support/who-am-i.ts");
      expectDeveloper((await run(process.execPath, [script, under.sandbox.url], { env })).stdout);
    },
  );

  test("of the dotenv format serves node --env-file", async () => {
    const file = keep("dot.env", await block("dotenv"));
    const script = join(root, "e2e/support/who-am-i.ts");
    const args = [`--env-file=${file}`, script, under.sandbox.url];
    expectDeveloper((await run(process.execPath, args, { env: bare() })).stdout);
  });

  test("of the docker-env format is NAME=value lines as they are", async () => {
    const lines = (await block("docker-env")).trimEnd().split("\n");
    const env = Object.fromEntries(
      lines.map((line) => [line.split("=")[0] ?? "", line.replace(/^[^=]*=/, "")]),
    );
    const script = join(root, "e2e/support/who-am-i.ts");
    const child = await run(process.execPath, [script, under.sandbox.url], { env: { ...bare(), ...env } });
    expectDeveloper(child.stdout);
  });
});

describe("JSON", () => {
  test("without a format holds everything, and its expiry is the one that was asked for", async () => {
    const { developer, assignedRoleId } = under.company;
    const asked = Date.now();
    const answer = await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {
      durationSeconds: 900,
    });
    expect(answer.json).toMatchObject({
      accessKeyId: expect.stringMatching(/^ASIA[A-Z0-9]{16}$/),
      region: "eu-west-1",
      accountId: "210987654301",
      roleName: "ReadOnly",
      sessionName: emails.developer,
      durationSeconds: 900,
      maxDurationSeconds: 43_200,
      durationLimit: "role",
    });
    const lifetime = (Date.parse(String(member(answer.json, "expiresAt"))) - asked) / 1000;
    expect(lifetime).toBeGreaterThan(895);
    expect(lifetime).toBeLessThan(905);
  });

  test("as a format is the text that the JSON format promises", async () => {
    const json: unknown = JSON.parse(await block("json"));
    expect(Object.keys(json ?? {})).toEqual(expect.arrayContaining(["accessKeyId", "expiration", "region"]));
  });

  test("of a duration beyond the role's is cut to it and says what held it down", async () => {
    const { owner, developer, assignmentId, assignedRoleId } = under.company;
    await owner.call("PATCH", `/api/assignments/${assignmentId}`, { maxDurationSeconds: 1800 });
    const answer = await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {
      durationSeconds: 43_200,
    });
    await owner.call("PATCH", `/api/assignments/${assignmentId}`, { maxDurationSeconds: null });
    expect(answer.json).toMatchObject({
      durationSeconds: 1800,
      maxDurationSeconds: 1800,
      durationLimit: "assignment",
    });
  });
});

describe("formats that no shell here reads", () => {
  test.each(["powershell", "cmd", "unset-powershell", "unset-cmd"])(
    "%s is still plain text",
    async (format) => {
      expect(await block(format)).toMatch(/AWS_ACCESS_KEY_ID/);
    },
  );
});

describe("the console", () => {
  test("opens at the role's destination, and its Issuer leads back to the same place", async () => {
    const { developer, assignedRoleId } = under.company;
    const destination = "https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-1";
    const answer = await developer.call("POST", `/api/roles/${assignedRoleId}/console`, {
      destination,
      durationSeconds: 1800,
    });
    expect(answer.status).toBe(200);
    const url = new URL(String(member(answer.json, "url")));
    expect(url.origin).toBe(under.sandbox.url);
    expect(url.href).not.toMatch(/ASIA|SessionKey|sessionToken/i);
    const issuer = new URL(url.searchParams.get("Issuer") ?? "");
    expect(issuer.origin).toBe(under.portal.url);
    expect(issuer.pathname).toBe(`/open/${assignedRoleId}`);
    expect(issuer.searchParams.get("destination")).toBe(destination);
    const page = await (await fetch(url)).text();
    const fact = (id: string) => new RegExp(`data-testid="${id}"[^>]*>([^<]*)`).exec(page)?.[1];
    expect(fact("account")).toContain("210987654301");
    expect(fact("role")).toBe("ReadOnly");
    expect(fact("session-name")).toBe(emails.developer);
    expect(fact("source-identity")).toBe(emails.developer);
    expect(fact("destination")).toBe(destination);
    expect((await developer.call("GET", issuer.pathname + issuer.search)).status).toBe(200);
  });
});
