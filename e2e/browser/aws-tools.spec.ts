import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { member } from "../support/api-client.ts";
import { CliClient } from "../support/cli-client.ts";
import { expect, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";
import { awsClis, byProvider, stockClients, whoIs, whoIsAfter } from "../support/stock-clients.ts";
import {
  expectTerminalRole,
  type TerminalHome,
  terminalHome,
  terminalRole,
} from "../support/terminal-home.ts";

// The configuration that the terminal page writes, used as it is: saved by the browser, installed by its own script
// into an empty home folder, and read by the clients that people have.

const run = promisify(execFile);
const clients = stockClients();
const withCurl = existsSync("/usr/bin/curl") || existsSync("/bin/curl");

let home: TerminalHome;
test.beforeEach(() => {
  home = terminalHome();
});
test.afterEach(() => home.remove());

test("clients sign in with the configuration of the page, refresh by themselves, and work", async ({
  page,
  portal,
  sandbox,
  developer,
  signInAs,
}) => {
  test.setTimeout(120_000);
  await signInAs(developer.client);
  mkdirSync(join(home.folder, ".aws"));
  const own = "[default]\nregion = eu-central-1\n\n[profile mine]\nregion = us-west-2\n";
  writeFileSync(join(home.folder, ".aws/config"), own);
  await page.goto("/terminal");
  await expect(page.getByRole("radio", { name: /^AWS sign-in/ })).toBeChecked();
  const script = await home.saveScript(page);
  await run("/bin/sh", [script], { env: home.env() });
  const config = home.config();
  expect(config.startsWith(own)).toBe(true);
  const profile = home.profile();
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
  const cache = join(
    home.folder,
    ".aws/sso/cache",
    `${createHash("sha1").update(session).digest("hex")}.json`,
  );
  mkdirSync(join(home.folder, ".aws/sso/cache"), { recursive: true });
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

  const env = { HOME: home.folder, AWS_PROFILE: profile };
  keep(text(tokens.json, "accessToken"), text(tokens.json, "refreshToken"), 3600);
  for (const client of [byProvider("fromSSO"), ...clients].filter(({ readsServices }) => readsServices))
    await test.step(`${client.name} works, and refreshes what is about to end`, async () => {
      expectTerminalRole(await whoIs(client, sandbox.url, env), developer.email);
      const before = kept();
      home.forgetCredentials();
      // The SDK for Go goes on with a token until it has ended.
      const seconds = client.name === "the SDK for Go" ? -60 : 60;
      keep(text(before, "accessToken"), text(before, "refreshToken"), seconds);
      expectTerminalRole(await whoIs(client, sandbox.url, env), developer.email);
      expect(text(kept(), "refreshToken")).not.toBe(text(before, "refreshToken"));
      expect(text(kept(), "accessToken")).not.toBe(text(before, "accessToken"));
    });

  const accessToken = text(kept(), "accessToken");
  for (const { name, program } of awsClis())
    await test.step(`${name} lists and gets credentials with the cached token`, async () => {
      const ask = async (...args: string[]) => {
        const common = ["--endpoint-url", `${portal.url}/aws`, "--region", "us-east-1", "--output", "json"];
        const said = await run(program, [...common, "sso", ...args, "--access-token", accessToken], {
          env: { ...home.env(), AWS_PAGER: "" },
        });
        return JSON.parse(said.stdout) as unknown;
      };
      const accounts = await ask("list-accounts", "--page-size", "1");
      expect(JSON.stringify(member(accounts, "accountList"))).toContain(terminalRole.account);
      const roles = await ask("list-account-roles", "--account-id", terminalRole.account);
      expect(JSON.stringify(member(roles, "roleList"))).toContain(terminalRole.roleName);
      const names = ["--account-id", terminalRole.account, "--role-name", terminalRole.roleName];
      const given = await ask("get-role-credentials", ...names);
      expect(member(given, "roleCredentials", "accessKeyId")).toMatch(/^ASIA/);
    });

  await test.step("the script's undo leaves the file as it was", async () => {
    await run("/bin/sh", [script, "--undo"], { env: home.env() });
    expect(home.config()).toBe(own);
  });
});

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
  const sso = await home.saveScript(page);
  await run("/bin/sh", [sso], { env: home.env() });
  const profile = home.profile();

  await page.getByRole("radio", { name: /^Credential process/ }).check();
  await page.getByRole("button", { name: /^Make a token for these \d+ roles…$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await home.install(page);
  expect(home.config()).not.toContain("sso_session");
  for (const client of [byProvider("fromProcess"), ...clients])
    await test.step(`${client.name} by credential_process`, async () => {
      expectTerminalRole(
        await whoIs(client, sandbox.url, { HOME: home.folder, AWS_PROFILE: profile }),
        developer.email,
      );
    });

  for (const style of ["Container variables", "Plain exports"]) {
    await page.getByRole("radio", { name: new RegExp(`^${style}`) }).check();
    await home.install(page);
    const file = (await run("/bin/sh", ["-c", "ls ~/.aws/*.sh"], { env: home.env() })).stdout.trim();
    const call = /^(genkan_\w+)\(\) \{$/m.exec(
      readFileSync(file, "utf8").replace(/^genkan_\w+_role\(\) \{$/m, ""),
    );
    const line = `. '${file}' && ${call?.[1]} '${profile}'`;
    const providers = style === "Container variables" ? ["fromContainerMetadata", "fromHttp"] : [];
    for (const client of [...providers.map(byProvider), ...clients])
      await test.step(`${client.name} by ${style}`, async () => {
        const env = { HOME: home.folder, AWS_CONFIG_FILE: "/dev/null" };
        expectTerminalRole(await whoIsAfter(client, sandbox.url, line, env), developer.email);
      });
  }
});
