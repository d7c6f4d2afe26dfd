import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { member } from "../support/api-client.ts";
import { allowInBrowser, cachedToken, startLogin } from "../support/aws-login.ts";
import { expect, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";
import { type AwsCli, awsClis, whoIs } from "../support/stock-clients.ts";
import { expectTerminalRole, type TerminalHome, terminalHome } from "../support/terminal-home.ts";

// `aws sso login` and `aws sso logout` of every AWS CLI there is, with the configuration that the terminal page writes.

const run = promisify(execFile);
const userCode = /^[A-Z]{4}-[A-Z]{4}$/m;

let home: TerminalHome;
test.beforeEach(() => {
  home = terminalHome();
});
test.afterEach(() => home.remove());

/** The CLI's variables, once the page's script has written the configuration. */
function variables(cli: AwsCli, portalUrl: string): NodeJS.ProcessEnv {
  if (!cli.readsServices) leadTo(`${portalUrl}/aws`);
  return { ...home.env(), AWS_PROFILE: home.profile(), AWS_PAGER: "", AWS_EC2_METADATA_DISABLED: "true" };
}

const clis = awsClis();
test.skip(clis.length === 0, "no AWS CLI on this machine");

for (const cli of clis) {
  test(`${cli.name} signs in by aws sso login with a device code, works, and signs out`, async ({
    page,
    portal,
    sandbox,
    company,
    developer,
    signInAs,
  }) => {
    test.setTimeout(120_000);
    await company.owner.call("PUT", "/api/device-codes", { enabled: true });
    await signInAs(developer.client);
    await page.goto("/terminal");
    await home.install(page);
    const env = variables(cli, portal.url);
    const { said, ended } = startLogin(cli, cli.browserSignIn ? ["--use-device-code"] : [], env);
    await expect.poll(said, { timeout: 30_000 }).toMatch(userCode);
    expect(said()).toContain(`${portal.url}/device`);
    await page.goto("/device");
    const field = page.getByLabel("Code", { exact: true });
    await expect(field).toBeFocused();
    await field.fill(userCode.exec(said())?.[0] ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Allow" }).click();
    expect(await ended, said()).toBe(0);
    expect(said()).toContain("Successfully logged into");
    const mine = { HOME: home.folder, AWS_PROFILE: home.profile() };
    expectTerminalRole(await whoIs(cli, sandbox.url, mine), developer.email);

    const signIns = await developer.client.call("GET", "/api/me/client-sign-ins");
    expect(signIns.text).toContain("device_code");
    await run(cli.program, ["sso", "logout"], { env });
    const after = await developer.client.call("GET", "/api/me/client-sign-ins");
    expect(after.text).not.toContain("device_code");
    await expect(whoIs(cli, sandbox.url, mine)).rejects.toThrow(/sso|token/i);
  });

  test(`${cli.name} signs in by aws sso login through the browser, refreshes, and signs out`, async ({
    page,
    portal,
    sandbox,
    developer,
    signInAs,
  }) => {
    test.skip(!cli.browserSignIn, "this version signs in with device codes only");
    test.setTimeout(120_000);
    await signInAs(developer.client);
    await page.goto("/terminal");
    await home.install(page);
    const env = variables(cli, portal.url);
    const waiting = startLogin(cli, [], env);
    await allowInBrowser(page, portal.url, waiting);
    expect(await waiting.ended, waiting.said()).toBe(0);
    expect(waiting.said()).toContain("Successfully logged into");
    const mine = { HOME: home.folder, AWS_PROFILE: home.profile() };
    expectTerminalRole(await whoIs(cli, sandbox.url, mine), developer.email);

    const token = cachedToken(home.folder);
    const before = token.read();
    home.forgetCredentials();
    token.expire();
    expectTerminalRole(await whoIs(cli, sandbox.url, mine), developer.email);
    const refreshed = token.read();
    expect(text(refreshed, "accessToken")).not.toBe(text(before, "accessToken"));
    expect(member(refreshed, "refreshToken")).not.toBe(member(before, "refreshToken"));

    await run(cli.program, ["sso", "logout"], { env });
    const after = await developer.client.call("GET", "/api/me/client-sign-ins");
    expect(after.text).not.toContain("authorization_code");
    await expect(whoIs(cli, sandbox.url, mine)).rejects.toThrow(/sso|token/i);
  });
}

/** An AWS CLI that reads no `[services]` yet is led by its own rules for addresses: one for all regions. */
function leadTo(url: string): void {
  const flag = (name: string) => ({
    builtIn: `AWS::${name}`,
    required: true,
    default: false,
    type: "Boolean",
  });
  const rules = JSON.stringify({
    version: "1.0",
    parameters: {
      Region: { builtIn: "AWS::Region", required: false, type: "String" },
      UseDualStack: flag("UseDualStack"),
      UseFIPS: flag("UseFIPS"),
      Endpoint: { builtIn: "SDK::Endpoint", required: false, type: "String" },
    },
    rules: [{ conditions: [], endpoint: { url, properties: {}, headers: {} }, type: "endpoint" }],
  });
  for (const service of ["sso", "sso-oidc"]) {
    const folder = join(home.folder, ".aws/models", service, "2019-06-10");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "endpoint-rule-set-1.json"), rules);
  }
}
