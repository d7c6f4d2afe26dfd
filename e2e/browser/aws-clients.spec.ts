import type { Page } from "@playwright/test";
import { member } from "../support/api-client.ts";
import { CliClient } from "../support/cli-client.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { arrive, consoleFact, expect, list, password, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";

const logs = {
  role: "LogReader",
  account: "210987654303",
  destination: "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1",
};
const consentTitle = "A program asks to sign in as you";

/** Signs in on the page where the browser was sent. */
async function signInHere(page: Page, email: string): Promise<void> {
  await arrive(page.getByLabel("E-mail"));
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

test("a client signs in through the browser, works, and is refused once its sign-in is ended", async ({
  page,
  portal,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  const cli = new CliClient(portal.url, "acme-browser");
  expect((await cli.register()).status).toBe(200);
  const waiting = await cli.startBrowserSignIn();
  await page.goto(waiting.url);
  await expect(page.getByRole("heading", { name: consentTitle })).toBeFocused();
  const main = page.getByRole("main");
  await expect(main).toContainText(cli.clientName);
  await expect(main).toContainText("Nobody has checked it.");
  await expect(main).toContainText(new URL(waiting.redirectUri).host);
  await expect(main).toContainText("from 127.0.0.1");
  await expect(main).toContainText(developer.email);
  await expectAccessible(page, "consent");
  // Whoever presses Enter in their terminal once more has allowed nothing.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Allow" })).toBeEnabled();
  await page.getByRole("button", { name: "Allow" }).press("Enter");
  const { code, state, error } = await waiting.callback;
  expect({ state, error }).toEqual({ state: waiting.state, error: null });
  await expect(page.getByText("You may now close this window.")).toBeVisible();
  await waiting.close();

  const tokens = await cli.redeemCode(code ?? "", waiting);
  expect(tokens.status).toBe(200);
  const accessToken = text(tokens.json, "accessToken");
  const accounts = await cli.listAccounts(accessToken);
  expect(accounts.status).toBe(200);
  expect(list(accounts.json, "accountList").length).toBeGreaterThan(0);

  await page.goto("/settings");
  const row = page.getByRole("row").filter({ hasText: cli.clientName });
  await expect(row).toContainText("through the browser");
  await expect(row).toContainText("from 127.0.0.1");
  await expectAccessible(page, "client sign-ins");
  await row.getByRole("button", { name: `End the sign-in of ${cli.clientName}` }).press("Enter");
  const ending = page.getByRole("dialog", { name: "End this client’s sign-in" });
  await expectAccessible(page, "ending a client sign-in");
  await ending.getByRole("button", { name: "End", exact: true }).press("Enter");
  await expect(row).toBeHidden();
  await expect(page.getByText("No AWS client is signed in as you.")).toBeVisible();
  expect(await cli.listAccounts(accessToken)).toMatchObject({
    status: 401,
    exception: "UnauthorizedException",
  });
  expect((await cli.refresh(text(tokens.json, "refreshToken"))).status).toBe(400);
});

test("the administration page tells what clients need, and tests the way to the portal", async ({
  page,
  company,
  portal,
  signInAs,
}) => {
  await signInAs(company.owner);
  await page.goto("/admin/aws-clients");
  await expect(page.getByRole("link", { name: "AWS clients" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText(`endpoint_url = ${portal.url}/aws`)).toBeVisible();
  await page.getByRole("button", { name: "Test now" }).click();
  await expect(page.getByText("The header x-amz-sso_bearer_token arrives.").first()).toBeVisible();
  await expect(page.getByText("HEAD /start is answered with a redirect")).toBeVisible();
  await expect(page.getByText("The portal is served by plain http: tokens")).toBeVisible();
  await expectAccessible(page, "AWS clients");
});

test("a client signs in with a code that is typed", async ({
  page,
  portal,
  company,
  developer,
  signInAs,
}) => {
  await company.owner.call("PUT", "/api/device-codes", { enabled: true });
  await signInAs(developer.client);
  const cli = new CliClient(portal.url, "box");
  await cli.registerForDevice();
  const started = await cli.startDeviceAuthorization();
  expect(started.status).toBe(200);
  const deviceCode = text(started.json, "deviceCode");
  const userCode = text(started.json, "userCode");
  expect(await cli.pollDevice(deviceCode)).toMatchObject({
    status: 400,
    exception: "AuthorizationPendingException",
  });

  await page.goto(text(started.json, "verificationUriComplete"));
  const field = page.getByLabel("Code", { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("");
  await expectAccessible(page, "a code to type");
  await page.keyboard.type(userCode.toLowerCase().replace("-", " "));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: consentTitle })).toBeFocused();
  const main = page.getByRole("main");
  await expect(main).toContainText(cli.clientName);
  await expect(main).toContainText("aws-cli/2");
  await expect(main).not.toContainText("It asks from somewhere else");
  await expectAccessible(page, "consent to a code");
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { name: "You are signed in there" })).toBeFocused();

  const tokens = await cli.pollDevice(deviceCode);
  expect(tokens.status).toBe(200);
  expect((await cli.listAccounts(text(tokens.json, "accessToken"))).status).toBe(200);
  await page.getByRole("link", { name: "See what is signed in as you" }).click();
  const row = page.getByRole("row").filter({ hasText: cli.clientName });
  await expect(row).toContainText("with a device code");
});

test("a client that is denied hears so, and one that nobody registered hears nothing", async ({
  page,
  portal,
  developer,
}) => {
  const cli = new CliClient(portal.url);
  await cli.register();
  const waiting = await cli.startBrowserSignIn();
  await page.goto(waiting.url);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fauthorize/);
  await signInHere(page, developer.email);
  await page.getByRole("button", { name: "Deny" }).click();
  expect(await waiting.callback).toEqual({ code: null, state: waiting.state, error: "access_denied" });
  await expect(page.getByText("You may now close this window.")).toBeVisible();
  await waiting.close();

  for (const [name, value, told] of [
    ["client_id", "nobody", "No AWS client of this portal has that registration any more."],
    ["redirect_uri", "https://evil.example/oauth/callback", "Nothing was sent."],
    ["redirect_uri", "http://127.0.0.1:8400/elsewhere", "Nothing was sent."],
    ["code_challenge_method", "plain", "code_challenge_method is missing or wrong"],
  ] as const) {
    const url = new URL(waiting.url);
    url.searchParams.set(name, value);
    await page.goto(url.href);
    await expect(page.getByRole("heading", { name: "This sign-in cannot go on" })).toBeVisible();
    await expect(page.getByText(told)).toBeVisible();
    await expect(page.getByRole("button", { name: "Allow" })).toHaveCount(0);
    await expect(page).toHaveURL(url.href);
  }
  await expectAccessible(page, "a sign-in that cannot go on");
});

test("whoever is not meant signs in as somebody else, and the client's question is still there", async ({
  page,
  portal,
  company,
  developer,
  signInAs,
}) => {
  await signInAs(company.bystander.copy());
  await page.goto("/");
  const cli = new CliClient(portal.url);
  await cli.register();
  const waiting = await cli.startBrowserSignIn();
  // Signed in by hand, so that ending this sign-in leaves the others' alone.
  await page.context().clearCookies();
  await page.goto(waiting.url);
  await signInHere(page, "bystander@nimbus.example");
  const another = page.getByRole("button", { name: "Sign in as somebody else" });
  await arrive(another);
  await another.click();
  await signInHere(page, developer.email);
  await expect(page.getByRole("heading", { name: consentTitle })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(developer.email);
  await expect(page.getByRole("main")).toContainText(cli.clientName);
  await waiting.close();
});

test("a client that asks from another address is pointed out before it is answered", async ({
  page,
  portal,
  company,
  developer,
  signInAs,
}) => {
  await company.owner.call("PUT", "/api/device-codes", { enabled: true });
  await signInAs(developer.client);
  const cli = new CliClient(portal.url, "elsewhere");
  await cli.registerForDevice();
  const started = await cli.startDeviceAuthorization();
  await page.route("**/api/device-authorizations", async (route) => {
    const found = await (await route.fetch()).json();
    await route.fulfill({ json: { ...found, address: "203.0.113.77", sameAddress: false } });
  });
  await page.goto("/device");
  await page.getByLabel("Code", { exact: true }).fill(text(started.json, "userCode"));
  await page.keyboard.press("Enter");
  const hint = page.getByRole("alert").filter({ hasText: "It asks from somewhere else" });
  await expect(hint).toContainText("203.0.113.77");
  await expect(hint).toContainText("127.0.0.1");
  await expectAccessible(page, "another address");
  await page.getByRole("button", { name: "Type another code" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
});

test.describe("a code that is wrong", () => {
  test.use({ expectedErrors: [/403|429/] });
  test("is said to be so, and nobody tries for long", async ({
    page,
    portal,
    company,
    developer,
    signInAs,
  }) => {
    await company.owner.call("PUT", "/api/device-codes", { enabled: true });
    await signInAs(developer.client);
    const cli = new CliClient(portal.url);
    await cli.registerForDevice();
    const started = await cli.startDeviceAuthorization();
    const userCode = text(started.json, "userCode");
    await page.goto("/device");
    const field = page.getByLabel("Code", { exact: true });
    await field.fill("ABCD");
    await page.keyboard.press("Enter");
    await expect(page.getByText("A code has eight letters, and never A, E, I, O, U or Y.")).toBeVisible();
    await expect(field).toBeFocused();
    await field.fill(userCode);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Deny" }).click();
    await expect(page.getByRole("heading", { name: "Denied" })).toBeFocused();
    expect(await cli.pollDevice(text(started.json, "deviceCode"))).toMatchObject({
      status: 400,
      exception: "AccessDeniedException",
    });

    await page.goto("/device");
    const trouble = page.getByText("No sign-in waits under this code.");
    // What was answered once is no code any more.
    await field.fill(userCode);
    await page.keyboard.press("Enter");
    await expect(trouble).toBeVisible();
    for (const wrong of ["BBBB-BBBB", "CCCC-CCCC", "DDDD-DDDD", "FFFF-FFFF", "GGGG-GGGG", "HHHH-HHHH"]) {
      const answered = page.waitForResponse((response) =>
        response.url().endsWith("/api/device-authorizations"),
      );
      await field.fill(wrong);
      await page.keyboard.press("Enter");
      await answered;
      // Enter does nothing while the page is still at the code before.
      await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
    }
    await expect(trouble).toBeHidden();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expectAccessible(page, "too many codes");
  });
});

test.describe("while device codes are off", () => {
  test.use({ expectedErrors: [/403/] });
  test("nobody signs in with one, until an owner turns them on", async ({
    page,
    portal,
    company,
    developer,
    signInAs,
  }) => {
    await company.owner.call("PUT", "/api/device-codes", { enabled: false });
    const cli = new CliClient(portal.url);
    await cli.registerForDevice();
    expect((await cli.startDeviceAuthorization()).status).toBe(400);
    await signInAs(developer.client);
    await page.goto("/device");
    await page.keyboard.type("BCDF-GHJK");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Signing in by device code is turned off in this portal.")).toBeVisible();

    await signInAs(company.auditor);
    await page.goto("/admin/aws-clients");
    await expect(page.getByText("Device codes are off")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Turn device codes/ })).toHaveCount(0);

    await signInAs(company.owner);
    await page.goto("/admin/aws-clients");
    await page.getByRole("button", { name: "Turn device codes on…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Turn device codes on" });
    await expect(dialog).toContainText(`${portal.url}/device`);
    await expectAccessible(page, "turning device codes on");
    await dialog.getByRole("button", { name: "Turn device codes on" }).press("Enter");
    await expect(page.getByText("Device codes are on", { exact: true })).toBeVisible();
    expect((await cli.startDeviceAuthorization()).status).toBe(200);

    await page.getByRole("button", { name: "Turn device codes off…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Turn device codes off" }).click();
    await expect(page.getByText("Device codes are off", { exact: true })).toBeVisible();
    expect((await cli.startDeviceAuthorization()).status).toBe(400);
    const events = list((await company.owner.call("GET", "/api/audit")).json, "events");
    const changes = events.filter((event) => member(event, "event") === "device_codes.changed");
    expect(changes.length).toBeGreaterThan(1);
  });
});

test("a proxy that drops the token's header is found out, with what to set", async ({
  page,
  company,
  signInAs,
}) => {
  // As nginx does unless it is told otherwise.
  await page.route("**/aws/self-test", async (route) => {
    const headers = Object.entries(route.request().headers()).filter(([name]) => !name.includes("_"));
    await route.continue({ headers: Object.fromEntries(headers) });
  });
  await signInAs(company.owner);
  await page.goto("/admin/aws-clients");
  await page.getByRole("button", { name: "Test now" }).click();
  await expect(page.getByText("Your proxy drops x-amz-sso_bearer_token")).toBeVisible();
  await expect(page.getByText("underscores_in_headers on;")).toBeVisible();
  await expectAccessible(page, "a header that was dropped");
});

const deepLink = (query: Record<string, string>, path = "/start/") =>
  `${path}#/console?${new URLSearchParams(query)}`;

test("a link made for Identity Center opens the console there", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  for (const path of ["/start/", "/start"]) {
    await page.goto(
      deepLink({ account_id: logs.account, role_name: logs.role, destination: logs.destination }, path),
    );
    await expect(consoleFact(page, "account")).toContainText(logs.account);
    await expect(consoleFact(page, "role")).toHaveText(logs.role);
    await expect(consoleFact(page, "destination")).toHaveText(logs.destination);
    await page.goto("about:blank");
  }
});

test("so it does for who has to sign in first", async ({ page, developer }) => {
  await page.goto(
    deepLink({ account_id: logs.account, role_name: logs.role, destination: logs.destination }),
  );
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fstart%2Fconsole/);
  await signInHere(page, developer.email);
  await expect(consoleFact(page, "role")).toHaveText(logs.role);
  await expect(consoleFact(page, "destination")).toHaveText(logs.destination);
});

test("a link without a role, to nobody's role or to nowhere says what there is", async ({
  page,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto(deepLink({ account_id: logs.account }));
  await expect(page).toHaveURL(`/?q=${logs.account}`);
  await expect(page.getByRole("row").filter({ hasText: "Log reader" }).first()).toBeVisible();
  await page.goto("about:blank");
  await page.goto(deepLink({ account_id: logs.account, destination: logs.destination }));
  await expect(page.getByRole("heading", { name: "Which role?" })).toBeVisible();
  await expectAccessible(page, "which role");
  await page.getByRole("link", { name: /^Log reader/ }).click();
  await expect(consoleFact(page, "destination")).toHaveText(logs.destination);
  for (const query of [
    { account_id: logs.account, role_name: "NoSuchRole" },
    { account_id: "999999999999", role_name: logs.role },
    { account_id: "999999999999" },
  ]) {
    await page.goto("about:blank");
    await page.goto(deepLink(query));
    await expect(page.getByRole("heading", { name: "No such role for you" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(query.account_id);
  }
  await expectAccessible(page, "no such role");
  await page.goto("about:blank");
  await page.goto("/start/#/console?account_id=12");
  await expect(page.getByRole("heading", { name: "This link is not whole" })).toBeVisible();
  for (const path of ["/start", "/start/#/", "/start/#/?tab=accounts"]) {
    await page.goto("about:blank");
    await page.goto(path);
    await expect(page).toHaveURL("/");
  }
});

test.describe("a link from somewhere else", () => {
  test.use({ expectedErrors: [/400/] });
  test("opens nothing by itself, and leads to AWS only", async ({ page, portal, developer, signInAs }) => {
    await signInAs(developer.client);
    const elsewhere = `http://localhost:${new URL(portal.url).port}`;
    const target = (destination: string) =>
      portal.url + deepLink({ account_id: logs.account, role_name: logs.role, destination });
    for (const [destination, arrives] of [
      [logs.destination, true],
      ["https://evil.example/", false],
      ["//evil.example/", false],
    ] as const) {
      // A page of another site, which has a link.
      await page.route(`${elsewhere}/elsewhere`, (route) =>
        route.fulfill({
          contentType: "text/html",
          body: `<!doctype html><title>Wiki</title><a href="${target(destination).replaceAll("&", "&amp;")}">Logs</a>`,
        }),
      );
      await page.goto(`${elsewhere}/elsewhere`);
      await page.getByRole("link", { name: "Logs" }).click();
      const go = page.getByRole("button", { name: "Continue to the AWS console" });
      await arrive(go);
      await go.click();
      if (arrives) await expect(consoleFact(page, "destination")).toHaveText(destination);
      else await expect(page.getByRole("heading", { name: "The console did not open" })).toBeVisible();
      await page.unroute(`${elsewhere}/elsewhere`);
    }
  });
});
