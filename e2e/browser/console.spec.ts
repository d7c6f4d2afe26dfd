import { consoleFact, expect, ready, test } from "../support/journey.ts";

const network = {
  role: "NetworkEngineer",
  account: "210987654301",
  destination: "https://console.aws.amazon.com/vpcconsole/home?region=eu-west-1",
};
const logs = {
  role: "LogReader",
  account: "210987654303",
  destination: "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1",
};

test("three letters and Enter open the console of that account, role and destination", async ({
  page,
  context,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.keyboard.type("net");
  await expect(page.getByRole("row").filter({ hasText: "Network engineer" })).toBeVisible();
  await expect(page.locator("mark").first()).toHaveText(/^net$/i);
  const opening = context.waitForEvent("page");
  await page.keyboard.press("Enter");
  const console = await opening;
  await expect(consoleFact(console, "account")).toContainText(network.account);
  await expect(consoleFact(console, "role")).toHaveText(network.role);
  await expect(consoleFact(console, "destination")).toHaveText(network.destination);
  await expect(consoleFact(console, "region")).toHaveText("eu-west-1");
  await expect(consoleFact(console, "session-name")).toHaveText(developer.email);
  await expect(consoleFact(console, "source-identity")).toHaveText(developer.email);
  expect(await console.evaluate(() => window.opener)).toBeNull();
  expect(await console.evaluate(() => document.referrer)).toBe("");
  await expect(page.getByText(/Network engineer/).last()).toBeVisible();
});

test("one click opens it too, and its Issuer link leads back to the same place", async ({
  page,
  context,
  developer,
  signInAs,
  portal,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  const opening = context.waitForEvent("page");
  await page
    .getByRole("link", { name: /^Console: Log reader in Nimbus Logs/ })
    .first()
    .click();
  const console = await opening;
  await expect(consoleFact(console, "role")).toHaveText(logs.role);
  await consoleFact(console, "issuer").click();
  await expect(console).toHaveURL(new RegExp(`^${portal.url}/open/`));
  await console.getByRole("button", { name: "Continue to the AWS console" }).click();
  await expect(consoleFact(console, "role")).toHaveText(logs.role);
  await expect(consoleFact(console, "destination")).toHaveText(logs.destination);
});

test("another region, page and length are chosen for once", async ({
  page,
  context,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page
    .getByRole("button", { name: /^More for Log reader in Nimbus Logs/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Open console with…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Region").selectOption("ap-northeast-1");
  await dialog.getByLabel("Console page").fill("/athena/home");
  await dialog.getByLabel("Session length").selectOption("1800");
  const opening = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Open the console" }).click();
  const console = await opening;
  await expect(consoleFact(console, "region")).toHaveText("ap-northeast-1");
  await expect(consoleFact(console, "destination")).toHaveText(/\/athena\/home\?region=ap-northeast-1$/);
  await expect(consoleFact(console, "time-left")).toHaveText(/^(30 min 0 s|29 min \d+ s)$/);
});

test("a search without result says so and is cleared", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.keyboard.type("zzzz");
  await expect(page.getByText("No role matches “zzzz”")).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page.getByRole("grid", { name: "Roles you may assume" })).toBeVisible();
});

test.describe("what AWS refuses", () => {
  test.use({ expectedErrors: [/424/] });
  test("is told in a sentence, with a way back", async ({ page, company, developer, signInAs }) => {
    const reference = `arn:aws:iam::210987654305:role/LegacyDeployer`;
    await company.owner.call("POST", "/api/roles", {
      reference,
      label: "Legacy deployer",
      accountName: "Storefront Staging",
    });
    const catalogue = await company.owner.call("GET", "/api/catalogue");
    const roleId =
      /"id":"([^"]+)","arn":"arn:aws:iam::210987654305:role\/LegacyDeployer"/.exec(catalogue.text)?.[1] ?? "";
    await company.owner.call("POST", "/api/assignments", { personId: developer.id, roleId });
    await signInAs(developer.client);
    await page.goto("/");
    await page.goto(`/open/${roleId}`);
    await expect(page.getByRole("heading", { name: "The console did not open" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(reference);
    await expect(page.getByRole("main")).not.toContainText("AccessDenied");
    await page.getByRole("link", { name: "Back to your roles" }).click();
    await expect(page.getByRole("grid", { name: "Roles you may assume" })).toBeVisible();
  });
});

test.describe("forbidden paths", () => {
  test.use({ expectedErrors: [/404/] });
  test("are pages that do not exist", async ({ page, company, developer, signInAs }) => {
    await signInAs(developer.client);
    for (const path of [
      `/open/${company.otherRoleId}`,
      "/open/nobody",
      "/admin",
      "/admin/roles",
      "/admin/people",
      "/admin/assignments",
      "/admin/audit",
      "/no-such-page",
    ]) {
      const answer = await page.goto(path);
      expect(`${path} ${answer?.status()}`).toBe(`${path} 404`);
      await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
    }
    await page.getByRole("link", { name: "Back to your roles" }).click();
    await page.getByRole("button", { name: `Menu of ${developer.name}` }).click();
    await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: /Administration|Audit log/ })).toHaveCount(0);
  });
});
