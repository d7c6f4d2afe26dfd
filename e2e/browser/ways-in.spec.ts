import type { Locator } from "@playwright/test";
import { TOTP } from "otpauth";
import { portalMfaDevice } from "../../sandbox/company.ts";
import type { ApiClient } from "../support/api-client.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { consoleFact, expect, ready, signedIn, test } from "../support/journey.ts";
import { assign, text } from "../support/seed-company.ts";
import { change, lastCall, setUpMfaRole, unusedMfaCode } from "../support/special-role.ts";

// Two codes of a device are good at a time, and each once: a test may wait for the next half minute.
test.describe.configure({ timeout: 120_000 });
test.use({ expectedErrors: [/4(0[03]|2[24])/] });

const issued = (dialog: Locator) => dialog.getByRole("region", { name: "Credentials as bash, zsh" });
const readOnlyAccess = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const developerRole = "arn:aws:iam::210987654301:role/ReadOnly";

/** Sets up an authenticator app; a code is good for its half minute and the ones beside it, each once. */
async function enrol(client: ApiClient): Promise<(steps: number) => string> {
  const secret = text((await client.call("POST", "/api/me/second-factor", {})).json, "secret");
  const codeOf = (steps: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
  const confirmed = await client.call("PUT", "/api/me/second-factor", { code: codeOf(-1) });
  expect(confirmed.status).toBe(200);
  return codeOf;
}

test("AWS MFA is asked for once: a wrong code is told at the field, the right one serves later uses", async ({
  page,
  portal,
  company,
  developer,
  signInAs,
  sandbox,
}) => {
  await setUpMfaRole({ portal, company }, developer.id);
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  const row = page.getByRole("row").filter({ hasText: "Hub administrator" }).first();
  await expect(row).toContainText("MFA code");
  const open = page.getByRole("button", { name: /^Credentials: Hub administrator in/ }).first();
  await open.click();
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  const code = dialog.getByLabel("MFA code");
  await expect(code).toBeFocused();
  await expectAccessible(page, "the MFA prompt");

  await code.fill("12345");
  await code.press("Enter");
  await expect(code).toHaveAccessibleDescription(/An MFA code is six digits\./);
  await code.fill("000000");
  await expect(code).toHaveAccessibleDescription(/refused the MFA code/);
  await expect(code).toHaveValue("");
  await expect(code).toBeFocused();
  await expectAccessible(page, "a refused MFA code");

  const right = await unusedMfaCode(sandbox);
  await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await expect(issued(dialog)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  expect(await lastCall(sandbox, "GetSessionToken")).toMatchObject({
    SerialNumber: portalMfaDevice.serialNumber,
  });
  await dialog.getByRole("button", { name: "Renew" }).click();
  await expect(issued(dialog)).toBeVisible();
  await page.keyboard.press("Escape");

  // The list knows it by now, and the console's tab as well.
  await expect(page.getByRole("heading", { name: "Recent" })).toBeVisible();
  await open.click();
  await expect(dialog.getByText(/^MFA given until \d\d:\d\d/)).toBeVisible();
  await expect(issued(dialog)).toBeVisible();
  await expectAccessible(page, "credentials that MFA opened");
  await page.keyboard.press("Escape");
  const opening = page.context().waitForEvent("page");
  await row.getByRole("link", { name: /^Console/ }).click();
  await expect(consoleFact(await opening, "role")).toHaveText("Admin");
});

test("a console asks for MFA too, for the device that its owner names", async ({
  page,
  portal,
  company,
  developer,
  signInAs,
  sandbox,
}) => {
  const roleId = await setUpMfaRole({ portal, company }, developer.id, { namesDevice: false });
  // Somebody else was faster with a code of the same device.
  const used = await unusedMfaCode(sandbox);
  const { owner } = company;
  await assign(owner, company.people.owner, roleId);
  const given = { mfaCode: used, mfaSerial: portalMfaDevice.serialNumber };
  expect((await owner.call("POST", `/api/roles/${roleId}/credentials`, given)).status).toBe(200);
  await signInAs(developer.client);
  await page.goto("/");
  await page.goto(`/open/${roleId}`);
  const code = page.getByLabel("MFA code");
  await expect(code).toBeFocused();
  await expectAccessible(page, "the MFA prompt of a console");
  await code.fill("000000");
  const device = page.getByLabel("Serial number of the device");
  await expect(device).toHaveAccessibleDescription(/names no MFA device/);
  await expect(device).toBeFocused();
  await expectAccessible(page, "a device that must be named");
  await code.fill("111111");
  await expect(device).toHaveAccessibleDescription(/Name your device first/);
  await device.fill(portalMfaDevice.serialNumber);
  await code.fill(used);
  await expect(code).toHaveAccessibleDescription(/was used already/);
  await expect(code).toHaveValue("");
  await expect(code).toBeFocused();
  await expect(page.getByText(`Device: ${portalMfaDevice.serialNumber}`)).toBeVisible();
  await code.fill(await unusedMfaCode(sandbox));
  await expect(consoleFact(page, "role")).toHaveText("Admin");
  await expect(consoleFact(page, "session-name")).toHaveText(developer.email);
});

test("the portal's own second factor is asked for, or its set-up; MFA comes after it", async ({
  page,
  portal,
  company,
  developer,
  signInAs,
  sandbox,
}) => {
  const roleId = await setUpMfaRole({ portal, company }, developer.id);
  await change(company, roleId, { requiresSecondFactor: true });
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await expect(page.getByRole("row").filter({ hasText: "Hub administrator" }).first()).toContainText(
    "Second factor",
  );
  await page
    .getByRole("button", { name: /^Credentials: Hub administrator in/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  await expect(dialog.getByRole("link", { name: "Set up an authenticator app" })).toBeVisible();
  await expectAccessible(page, "a second factor that is not set up");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();

  const codeOf = await enrol(developer.client);
  // Setting it up proved it there; elsewhere it is asked for.
  await signInAs(await signedIn(portal.url, developer.email));
  await page.goto(`/open/${roleId}`);
  const code = page.getByLabel("Six-digit code");
  await expect(code).toBeFocused();
  await expectAccessible(page, "the second factor of a console");
  await code.fill(codeOf(0));
  await code.press("Enter");
  const mfa = page.getByLabel("MFA code");
  await expect(mfa).toBeFocused();
  await mfa.fill(await unusedMfaCode(sandbox));
  await expect(consoleFact(page, "role")).toHaveText("Admin");
  await change(company, roleId, { requiresSecondFactor: false });
});

test("a console opens read-only, by the menu and with other choices, and its Issuer leads back to the same", async ({
  page,
  context,
  developer,
  signInAs,
  sandbox,
  portal,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  const more = page.getByRole("button", { name: /^More for Log reader in Nimbus Logs/ }).first();
  await more.click();
  const opening = context.waitForEvent("page");
  await page.getByRole("menuitem", { name: "Console, read only" }).click();
  const console = await opening;
  await expect(consoleFact(console, "role")).toHaveText("LogReader");
  expect(await lastCall(sandbox, "AssumeRole")).toMatchObject({ "PolicyArns.member.1.arn": readOnlyAccess });
  const strip = page.getByRole("region", { name: "Open now" });
  await expect(strip).toContainText("console, read only");
  await expect(strip.getByRole("link", { name: /^Open again/ })).toHaveAttribute("href", /\?readOnly=true$/);
  await consoleFact(console, "issuer").click();
  await expect(console).toHaveURL(new RegExp(`^${portal.url}/open/[^?]+\\?.*readOnly=true`));
  await expect(console.getByText("Read only", { exact: true })).toBeVisible();
  await expectAccessible(console, "a read-only console's page");

  await more.click();
  await page.getByRole("menuitem", { name: "Open console with…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Read only" }).check();
  await expectAccessible(page, "opening with other choices");
  const again = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Open the console" }).click();
  const other = await again;
  await expect(consoleFact(other, "role")).toHaveText("LogReader");
  expect(await lastCall(sandbox, "AssumeRole")).toMatchObject({ "PolicyArns.member.1.arn": readOnlyAccess });
});

test("credentials are made read-only and bound to an address, and say so", async ({
  page,
  developer,
  signInAs,
  sandbox,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page
    .getByRole("button", { name: /^Credentials: Read only in Nimbus Hub/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  await expect(issued(dialog)).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Only from this network address" }).check();
  await expect(dialog.getByText(/^Works only from (127\.0\.0\.1|::1)\.$/)).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Read only" }).check();
  await expect(dialog.getByText("Read only.", { exact: true })).toBeVisible();
  await expectAccessible(page, "bound and read-only credentials");
  expect(await lastCall(sandbox, "AssumeRole")).toMatchObject({
    "PolicyArns.member.1.arn": readOnlyAccess,
    Policy: expect.stringContaining("NotIpAddress"),
  });
  await dialog.getByRole("checkbox", { name: "Only from this network address" }).uncheck();
  await expect(dialog.getByText(/^Works only from/)).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Open now" })).toContainText("credentials, read only");
});

test("what an owner fixed for a role is shown with its reason", async ({
  page,
  company,
  developer,
  signInAs,
}) => {
  const roleId = company.roleIds.get(developerRole) ?? "";
  const sessionPolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }],
  });
  await change(company, roleId, { bindAddress: true, sessionPolicy });
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page
    .getByRole("button", { name: /^More for Read only in Nimbus Hub/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Console, read only" }).click();
  await expect(page.getByRole("status").filter({ hasText: "session policy of its own" })).toBeVisible();
  await page
    .getByRole("button", { name: /^Credentials: Read only in Nimbus Hub/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  await expect(dialog.getByText(/^Works only from/)).toBeVisible();
  const bound = dialog.getByRole("checkbox", { name: "Only from this network address" });
  await expect(bound).toBeChecked();
  await expect(bound).toBeDisabled();
  await expect(bound).toHaveAccessibleDescription(/an owner has set it/);
  const readOnly = dialog.getByRole("checkbox", { name: "Read only" });
  await expect(readOnly).toBeDisabled();
  await expect(readOnly).toHaveAccessibleDescription(/session policy of its own/);
  await expectAccessible(page, "fixed choices");
  await change(company, roleId, { bindAddress: false, sessionPolicy: null });
});

test("own keys are shown too, and also where AWS refuses; owners are led to the check", async ({
  page,
  company,
  developer,
  signInAs,
}) => {
  const reference = "arn:aws:iam::210987654305:role/LegacyDeployer";
  const added = await company.owner.call("POST", "/api/roles", { reference, label: "Legacy deployer" });
  const catalogue = await company.owner.call("GET", "/api/catalogue");
  const roleId = new RegExp(`"id":"([^"]+)","arn":"${reference}"`).exec(catalogue.text)?.[1] ?? "";
  expect([201, 409]).toContain(added.status);
  for (const personId of [developer.id, company.people.owner])
    await company.owner.call("POST", "/api/assignments", { personId, roleId });
  const openDialog = async (client: ApiClient) => {
    await signInAs(client);
    await page.goto("/");
    await ready(page);
    await page
      .getByRole("button", { name: /^Credentials: Legacy deployer in/ })
      .first()
      .click();
  };
  await openDialog(developer.client);
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  await expect(dialog.getByRole("alert")).toContainText(/Whose side it is: .*Ask an owner of this portal\./);
  await dialog.getByText("With your own keys").click();
  await expect(dialog).toContainText(`role_arn = ${reference}`);
  await expectAccessible(page, "a refusal with own keys");
  await page.keyboard.press("Escape");
  await openDialog(company.owner);
  await expect(dialog.getByRole("link", { name: "Check this role" })).toHaveAttribute(
    "href",
    `/admin/roles/${roleId}`,
  );
});
