import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { member } from "../support/api-client.ts";
import { CliClient } from "../support/cli-client.ts";
import { expect, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";
import { byProvider, stockClients, whoIs, whoIsAfter } from "../support/stock-clients.ts";

// The configuration that the terminal page writes, used as it is: saved by the browser, installed by its own script
// into an empty home folder, and read by the clients that people have.

const run = promisify(execFile);
const clients = stockClients();
const wanted = { account: "210987654301", roleName: "ReadOnly" };
const withCurl = existsSync("/usr/bin/curl") || existsSync("/bin/curl");

let home: string;
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "genkan-home-"));
});
test.afterEach(() => rmSync(home, { recursive: true, force: true }));

const inHome = (): NodeJS.ProcessEnv => ({ NODE_ENV: "test", HOME: home, PATH: "/usr/bin:/bin" });

/** Saves the script that the page offers, as a person does. */
async function saveScript(page: Page): Promise<string> {
  let path = "";
  // A click before the page is alive does nothing yet.
  await expect(async () => {
    const saved = page.waitForEvent("download", { timeout: 2000 });
    await page.getByRole("button", { name: /^Save genkan-[a-z-]+\.sh$/ }).click();
    const download = await saved;
    path = join(home, download.suggestedFilename());
    await download.saveAs(path);
  }).toPass();
  return path;
}

/** What the profile of the wanted role is called, from the configuration that was installed. */
function profileIn(config: string): string {
  const section = config
    .split(/^\[/m)
    .find(
      (part) =>
        part.includes(`sso_account_id = ${wanted.account}`) && /sso_role_name = ReadOnly$/m.test(part),
    );
  const name = /^profile ([^\]]+)\]/.exec(section ?? "")?.[1];
  if (name === undefined) throw new Error(`no profile of the role in ${config}`);
  return name;
}

function expectRole({ account, arn }: { account: string; arn: string }, email: string): void {
  expect(account).toBe(wanted.account);
  expect(arn).toBe(`arn:aws:sts::${wanted.account}:assumed-role/${wanted.roleName}/${email}`);
}

test("clients sign in with the configuration of the page, refresh by themselves, and work", async ({
  page,
  portal,
  sandbox,
  developer,
  signInAs,
}) => {
  test.setTimeout(120_000);
  await signInAs(developer.client);
  mkdirSync(join(home, ".aws"));
  const own = "[default]\nregion = eu-central-1\n\n[profile mine]\nregion = us-west-2\n";
  writeFileSync(join(home, ".aws/config"), own);
  await page.goto("/terminal");
  await expect(page.getByRole("radio", { name: /^AWS sign-in/ })).toBeChecked();
  const script = await saveScript(page);
  await run("/bin/sh", [script], { env: inHome() });
  const config = readFileSync(join(home, ".aws/config"), "utf8");
  expect(config.startsWith(own)).toBe(true);
  const profile = profileIn(config);
  const session = /^\[sso-session ([^\]]+)\]/m.exec(config)?.[1] ?? "";

  // As `aws sso login` does: registers, opens the browser, and keeps what it got in its cache.
  const cli = new CliClient(portal.url, session);
  const registered = await cli.register();
  const waiting = await cli.startBrowserSignIn();
  await page.goto(waiting.url);
  await page.getByRole("button", { name: "Allow" }).click();
  const { code } = await waiting.callback;
  await waiting.close();
  const tokens = await cli.redeemCode(code ?? "", waiting);
  const cache = join(home, ".aws/sso/cache", `${createHash("sha1").update(session).digest("hex")}.json`);
  mkdirSync(join(home, ".aws/sso/cache"), { recursive: true });
  const keep = (accessToken: string, refreshToken: string, seconds: number) =>
    writeFileSync(
      cache,
      JSON.stringify({
        startUrl: /sso_start_url = (.*)/.exec(config)?.[1],
        region: /sso_region = (.*)/.exec(config)?.[1],
        accessToken,
        expiresAt: new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z"),
        clientId: cli.clientId,
        clientSecret: cli.clientSecret,
        registrationExpiresAt: new Date(Number(member(registered.json, "clientSecretExpiresAt")) * 1000)
          .toISOString()
          .replace(/\.\d+Z$/, "Z"),
        refreshToken,
      }),
    );
  const kept = () => JSON.parse(readFileSync(cache, "utf8")) as unknown;

  const env = { HOME: home, AWS_PROFILE: profile };
  keep(text(tokens.json, "accessToken"), text(tokens.json, "refreshToken"), 3600);
  for (const client of [byProvider("fromSSO"), ...clients].filter(({ readsServices }) => readsServices))
    await test.step(`${client.name} works, and refreshes what is about to end`, async () => {
      expectRole(await whoIs(client, sandbox.url, env), developer.email);
      const before = kept();
      keep(text(before, "accessToken"), text(before, "refreshToken"), 60);
      expectRole(await whoIs(client, sandbox.url, env), developer.email);
      expect(text(kept(), "refreshToken")).not.toBe(text(before, "refreshToken"));
      expect(text(kept(), "accessToken")).not.toBe(text(before, "accessToken"));
    });

  // Debian's know no address of their own for these services but by their arguments.
  const accessToken = text(kept(), "accessToken");
  if (clients.some(({ name }) => name === "Debian's AWS CLI"))
    await test.step("Debian's AWS CLI lists and gets credentials with the cached token", async () => {
      const ask = async (...args: string[]) => {
        const common = ["--endpoint-url", `${portal.url}/aws`, "--region", "us-east-1", "--output", "json"];
        const said = await run("/usr/bin/aws", [...common, "sso", ...args, "--access-token", accessToken], {
          env: { ...inHome(), AWS_PAGER: "" },
        });
        return JSON.parse(said.stdout) as unknown;
      };
      const accounts = await ask("list-accounts", "--page-size", "1");
      expect(JSON.stringify(member(accounts, "accountList"))).toContain(wanted.account);
      const roles = await ask("list-account-roles", "--account-id", wanted.account);
      expect(JSON.stringify(member(roles, "roleList"))).toContain(wanted.roleName);
      const names = ["--account-id", wanted.account, "--role-name", wanted.roleName];
      const given = await ask("get-role-credentials", ...names);
      expect(member(given, "roleCredentials", "accessKeyId")).toMatch(/^ASIA/);
    });

  await test.step("the script's undo leaves the file as it was", async () => {
    await run("/bin/sh", [script, "--undo"], { env: inHome() });
    expect(readFileSync(join(home, ".aws/config"), "utf8")).toBe(own);
  });
});

test("Debian's AWS CLI signs in by aws sso login with a device code, works, and signs out", async ({
  page,
  portal,
  sandbox,
  company,
  developer,
  signInAs,
}) => {
  const cli = clients.find(({ name }) => name === "Debian's AWS CLI");
  test.skip(cli === undefined, "no AWS CLI of Debian on this machine");
  if (cli === undefined) return;
  test.setTimeout(120_000);
  await company.owner.call("PUT", "/api/device-codes", { enabled: true });
  await signInAs(developer.client);
  await page.goto("/terminal");
  await run("/bin/sh", [await saveScript(page)], { env: inHome() });
  const profile = profileIn(readFileSync(join(home, ".aws/config"), "utf8"));
  // This version reads no [services] yet: its own rules for addresses lead it here instead.
  for (const service of ["sso", "sso-oidc"]) {
    const folder = join(home, ".aws/models", service, "2019-06-10");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "endpoint-rule-set-1.json"), endpointRules(`${portal.url}/aws`));
  }
  const env = { ...inHome(), AWS_PROFILE: profile, AWS_PAGER: "", AWS_EC2_METADATA_DISABLED: "true" };
  const login = spawn("/usr/bin/aws", ["sso", "login", "--no-browser"], { env });
  let said = "";
  for (const stream of [login.stdout, login.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => login.once("close", resolve));
  await expect.poll(() => said, { timeout: 20_000 }).toMatch(/^[A-Z]{4}-[A-Z]{4}$/m);
  expect(said).toContain(`${portal.url}/device`);
  await page.goto("/device");
  const field = page.getByLabel("Code", { exact: true });
  await expect(field).toBeFocused();
  await field.fill(/^[A-Z]{4}-[A-Z]{4}$/m.exec(said)?.[0] ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Allow" }).click();
  expect(await ended, said).toBe(0);
  expect(said).toContain("Successfully logged into");
  expectRole(await whoIs(cli, sandbox.url, { HOME: home, AWS_PROFILE: profile }), developer.email);

  const signIns = await developer.client.call("GET", "/api/me/client-sign-ins");
  expect(signIns.text).toContain("device_code");
  await run("/usr/bin/aws", ["sso", "logout"], { env });
  const after = await developer.client.call("GET", "/api/me/client-sign-ins");
  expect(after.text).not.toContain("device_code");
  await expect(whoIs(cli, sandbox.url, { HOME: home, AWS_PROFILE: profile })).rejects.toThrow(/SSO Token/);
});

/** Rules by which botocore finds a service at one address, whatever the region. */
function endpointRules(url: string): string {
  const flag = (name: string) => ({
    builtIn: `AWS::${name}`,
    required: true,
    default: false,
    type: "Boolean",
  });
  return JSON.stringify({
    version: "1.0",
    parameters: {
      Region: { builtIn: "AWS::Region", required: false, type: "String" },
      UseDualStack: flag("UseDualStack"),
      UseFIPS: flag("UseFIPS"),
      Endpoint: { builtIn: "SDK::Endpoint", required: false, type: "String" },
    },
    rules: [{ conditions: [], endpoint: { url, properties: {}, headers: {} }, type: "endpoint" }],
  });
}

test("with a token of the page, credential_process, container variables and exports work in every client", async ({
  page,
  sandbox,
  developer,
  signInAs,
}) => {
  test.skip(!withCurl, "no curl on this machine");
  test.setTimeout(180_000);
  await signInAs(developer.client);
  await page.goto("/terminal");
  const sso = await saveScript(page);
  await run("/bin/sh", [sso], { env: inHome() });
  const profile = profileIn(readFileSync(join(home, ".aws/config"), "utf8"));

  await page.getByRole("radio", { name: /^Credential process/ }).check();
  await page.getByRole("button", { name: /^Make a token for these \d+ roles…$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await run("/bin/sh", [await saveScript(page)], { env: inHome() });
  expect(readFileSync(join(home, ".aws/config"), "utf8")).not.toContain("sso_session");
  for (const client of [byProvider("fromProcess"), ...clients])
    await test.step(`${client.name} by credential_process`, async () => {
      expectRole(await whoIs(client, sandbox.url, { HOME: home, AWS_PROFILE: profile }), developer.email);
    });

  for (const style of ["Container variables", "Plain exports"]) {
    await page.getByRole("radio", { name: new RegExp(`^${style}`) }).check();
    await run("/bin/sh", [await saveScript(page)], { env: inHome() });
    const file = (await run("/bin/sh", ["-c", "ls ~/.aws/*.sh"], { env: inHome() })).stdout.trim();
    const call = /^(genkan_\w+)\(\) \{$/m.exec(
      readFileSync(file, "utf8").replace(/^genkan_\w+_role\(\) \{$/m, ""),
    );
    const line = `. '${file}' && ${call?.[1]} '${profile}'`;
    const providers = style === "Container variables" ? ["fromContainerMetadata", "fromHttp"] : [];
    for (const client of [...providers.map(byProvider), ...clients])
      await test.step(`${client.name} by ${style}`, async () => {
        const env = { HOME: home, AWS_CONFIG_FILE: "/dev/null" };
        expectRole(await whoIsAfter(client, sandbox.url, line, env), developer.email);
      });
  }
});
