import { expect, password, test } from "../support/journey.ts";
import { startPortal } from "../support/start-portal.ts";

test("the first run makes an owner, who signs in and is told the next step", async ({ page, sandbox }) => {
  const fresh = await startPortal({ sandboxUrl: sandbox.url });
  try {
    await page.goto(`${fresh.url}/`);
    await expect(page.getByText("This portal has no owner yet")).toBeVisible();
    await page.goto(`${fresh.url}/setup#token=${fresh.setupToken}`);
    await expect(page.getByRole("heading", { name: "Set up Genkan" })).toBeVisible();
    await expect(page.getByLabel("Setup token")).toHaveValue(fresh.setupToken ?? "");
    expect(page.url()).not.toContain(fresh.setupToken ?? "");
    await page.getByLabel("Name").fill("Aiko Ueno");
    await page.getByLabel("E-mail").fill("aiko@nimbus.example");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Make me the owner" }).click();
    await expect(page.getByText("The portal has an owner.")).toBeVisible();
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("E-mail").fill("aiko@nimbus.example");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("No role is assigned to you yet")).toBeVisible();
    await expect(page.getByRole("link", { name: "Add a role" })).toBeVisible();
    await page.goto(`${fresh.url}/setup`);
    await expect(page.getByText("This portal is already set up.")).toBeVisible();
  } finally {
    // A page that is still loading would complain about its server's end.
    await page.close();
    await fresh.stop("SIGKILL");
  }
});

test.describe("with a token of yesterday", () => {
  test.use({ expectedErrors: [/403/] });
  test("the first run says so and makes nobody", async ({ page, sandbox }) => {
    const fresh = await startPortal({ sandboxUrl: sandbox.url });
    try {
      await page.goto(`${fresh.url}/setup#token=yesterday`);
      await page.getByLabel("Name").fill("Mallory");
      await page.getByLabel("E-mail").fill("mallory@nimbus.example");
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Make me the owner" }).click();
      await expect(page.getByText("The setup token is wrong.")).toBeVisible();
      await page.goto(`${fresh.url}/sign-in`);
      await expect(page.getByText("This portal has no owner yet")).toBeVisible();
    } finally {
      await page.close();
      await fresh.stop("SIGKILL");
    }
  });
});
