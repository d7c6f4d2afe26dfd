import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, ready, test } from "../support/journey.ts";

test.use({ expectedErrors: [/404/] });

test("no page has an axe violation of WCAG 2.2 AA", async ({ page, company, developer, signInAs }) => {
  test.setTimeout(120_000);
  for (const path of [
    "/sign-in",
    "/sign-in?error=sign_in_failed",
    "/setup",
    "/invitation",
    "/no-such-page",
  ]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.keyboard.type("log");
  await expect(page.locator("mark").first()).toBeVisible();
  await expectAccessible(page, "a search");
  await signInAs(company.owner);
  // With the issuer's part of the page; a second time it is there already.
  await company.owner.call("POST", "/api/sources", { kind: "web_identity", name: "Issuer" });
  for (const path of [
    "/",
    "/settings",
    "/admin/roles",
    `/admin/roles/${company.assignedRoleId}`,
    "/admin/sources",
    "/admin/people",
    "/admin/assignments",
    "/admin/audit",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    await expectAccessible(page, path);
  }
});

test("no dialog has an axe violation of WCAG 2.2 AA", async ({ page, company, developer, signInAs }) => {
  test.setTimeout(120_000);
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page
    .getByRole("button", { name: /^Credentials: Read only in Nimbus Hub/ })
    .first()
    .click();
  await expect(page.getByRole("dialog").getByText("export AWS_ACCESS_KEY_ID")).toBeVisible();
  await expectAccessible(page, "the credentials dialog");
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^More for Network engineer in Nimbus Hub/ })
    .first()
    .click();
  await expectAccessible(page, "a row's menu");
  await page.getByRole("menuitem", { name: "Edit bookmark…" }).click();
  await expectAccessible(page, "the bookmark dialog");
  await signInAs(company.owner);
  for (const [path, button] of [
    ["/admin/roles", "Add a role"],
    ["/admin/people", "Add a person"],
    ["/admin/assignments", "Assign roles"],
    ["/admin/accounts", "Add an account"],
    [`/admin/roles/${company.assignedRoleId}`, "Make a new one…"],
    ["/admin/sources", "Add a source"],
  ] as const) {
    await page.goto(path);
    await page.getByRole("button", { name: button }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, button);
  }
  await page.getByRole("radio", { name: "Access key" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Secret access key")).toBeVisible();
  await expectAccessible(page, "an access key's fields");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Test Default" }).click();
  await expect(page.getByText("AWS knows this identity.")).toBeVisible();
  await expectAccessible(page, "a source's test");
});

test("a role's page has no axe violation while it is changed and checked", async ({
  page,
  company,
  signInAs,
}) => {
  await signInAs(company.owner);
  await page.goto(`/admin/roles/${company.assignedRoleId}`);
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Key of tag 1").fill("team");
  await page.getByLabel("Value of tag 1").fill("{nobody}");
  await page.getByLabel("Session policy").fill("{");
  await page.getByRole("button", { name: "Check this role" }).click();
  await expect(page.getByText("AWS let the portal in.")).toBeVisible();
  await expect(page.getByText("That is not an IAM policy")).toBeVisible();
  await expect(page.getByText("Trust policy of the role")).toBeVisible();
  await expectAccessible(page, "a role's page");
});
