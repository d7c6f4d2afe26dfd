import { ApiClient } from "../support/api-client.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, test } from "../support/journey.ts";

test("a token is made by keyboard, shown once, works, and is refused once it is revoked", async ({
  page,
  portal,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/settings");
  await expect(page.getByText("You have no access tokens.")).toBeVisible();
  await page.getByRole("button", { name: "Make a token…" }).press("Enter");

  const adding = page.getByRole("dialog", { name: "Make an access token" });
  await expect(adding.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(adding.getByText("Give it a name.")).toBeVisible();
  await page.keyboard.type("Pipeline");
  await page.keyboard.press("Enter");
  await expect(adding.getByText("Choose at least one.")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(adding.getByLabel("Read the catalogue")).toBeChecked();
  await adding.getByLabel("Days until it ends").fill("400");
  await page.keyboard.press("Enter");
  await expect(adding.getByText("Give a number of days from 1 to 366.")).toBeVisible();
  await adding.getByLabel("Days until it ends").fill("30");
  await expectAccessible(page, "make a token");
  await page.keyboard.press("Enter");

  const ready = page.getByRole("dialog", { name: "The token Pipeline is made" });
  const token = (await ready.getByText(/^genkan_pat_/).textContent()) ?? "";
  expect(token).toMatch(/^genkan_pat_[\w-]{43}$/);
  await expect(ready.getByRole("button", { name: "Copy the token" })).toBeFocused();
  await expect(ready).toContainText(`${portal.url}/api/me`);
  await expectAccessible(page, "a token that was made");
  await page.keyboard.press("Escape");
  await expect(ready).toBeHidden();
  await expect(page.getByText(token)).toBeHidden();

  const me = () =>
    new ApiClient(portal.url).call("GET", "/api/me", undefined, { Authorization: `Bearer ${token}` });
  expect((await me()).status).toBe(200);
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Pipeline" });
  await expect(row).toContainText(`ends in ${token.slice(-4)}`);
  await expect(row).toContainText("Read the catalogue");
  await expect(row).toContainText("from 127.0.0.1");
  await expectAccessible(page, "access tokens");

  await row.getByRole("button", { name: "Revoke the token Pipeline" }).press("Enter");
  const revoking = page.getByRole("dialog", { name: "Revoke this token" });
  await revoking.getByRole("button", { name: "Revoke" }).press("Enter");
  await expect(revoking).toBeHidden();
  await expect(row).toContainText("Revoked");
  expect((await me()).status).toBe(401);
});
