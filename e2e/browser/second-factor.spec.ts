import type { Locator } from "@playwright/test";
import { TOTP } from "otpauth";
import type { ApiClient } from "../support/api-client.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, signedIn, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";

test.use({ expectedErrors: [/403/] });

/** What the app shows now, or `steps` half minutes later: the portal takes the next code too, and each code once. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

async function shownSecret(dialog: Locator): Promise<string> {
  return ((await dialog.locator("code").textContent()) ?? "").replaceAll(" ", "");
}

async function enrol(client: ApiClient): Promise<string> {
  const secret = text((await client.call("POST", "/api/me/second-factor", {})).json, "secret");
  const confirmed = await client.call("PUT", "/api/me/second-factor", { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  return secret;
}

test("a person sets up an authenticator app in the settings, and removes it with a code", async ({
  page,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/settings");
  const section = page.locator("#second-factor");
  await expect(section).toContainText("Not set up.");
  await section.getByRole("button", { name: "Set up an app…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up an authenticator app" });
  await expect(dialog.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  const code = dialog.getByLabel("Six-digit code");
  await expect(code).toBeFocused();
  await dialog.getByRole("button", { name: "Copy the key" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(await shownSecret(dialog)).toBe(secret);

  await code.fill("12");
  await code.press("Enter");
  await expect(code).toHaveAccessibleDescription(/A code is six digits\./);
  await code.fill(codeOf(secret, 20));
  await code.press("Enter");
  await expect(code).toHaveAccessibleDescription(/That code is not the authenticator app's for now/);
  await expect(code).toBeFocused();
  await expectAccessible(page, "the set-up dialog");
  const right = codeOf(secret);
  await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
  await expect(section).toContainText("Authenticator app set up on");
  await expect(section).toContainText("Proved in this browser until");
  await expectAccessible(page, "the settings");

  await section.getByRole("button", { name: "Remove…" }).click();
  const removing = page.getByRole("dialog", { name: "Remove the authenticator app?" });
  await removing.getByLabel("Six-digit code").fill(right);
  await removing.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(removing.getByLabel("Six-digit code")).toHaveAccessibleDescription(/was used already/);
  await expectAccessible(page, "the removal dialog");
  await removing.getByLabel("Six-digit code").fill(codeOf(secret, 1));
  await removing.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(removing).toBeHidden();
  await expect(section).toContainText("Not set up.");
});

test("what a dialog showed before is of no use once it was opened again", async ({
  page,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/settings");
  const dialog = page.getByRole("dialog", { name: "Set up an authenticator app" });
  const secrets: string[] = [];
  for (let times = 0; times < 2; times += 1) {
    await page.getByRole("button", { name: "Set up an app…" }).click();
    secrets.push(await shownSecret(dialog));
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  expect(new Set(secrets).size).toBe(2);
  const [first = "", second = ""] = secrets;
  const confirm = (code: string) => developer.client.call("PUT", "/api/me/second-factor", { code });
  expect((await confirm(codeOf(first))).status).toBe(403);
  expect((await confirm(codeOf(second))).status).toBe(200);
});

test("an owner sees who has a second factor, and resets a lost one", async ({
  page,
  portal,
  developer,
  signInAs,
}) => {
  await enrol(developer.client);
  await signInAs(await signedIn(portal.url, "owner@nimbus.example"));
  await page.goto("/admin/people");
  const row = page.getByRole("row").filter({ hasText: developer.email });
  await expect(row).toContainText("second factor");
  await row.getByRole("button", { name: `More for ${developer.name}` }).click();
  await page.getByRole("menuitem", { name: "Reset second factor…" }).click();
  const dialog = page.getByRole("dialog", { name: `Reset the second factor of ${developer.name}?` });
  await expect(dialog).toBeVisible();
  await expectAccessible(page, "the reset dialog");
  await dialog.getByRole("button", { name: "Reset", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(row).not.toContainText("second factor");
  await row.getByRole("button", { name: `More for ${developer.name}` }).click();
  await expect(page.getByRole("menuitem", { name: "Edit…" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Reset second factor…" })).toHaveCount(0);
});
