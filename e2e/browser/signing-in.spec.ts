import { expect, password, test } from "../support/journey.ts";

test("signing in leads to where one was going, signing out ends it", async ({ page, developer, context }) => {
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings$/);
  await page.getByLabel("E-mail").fill(developer.email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  const cookies = await context.cookies();
  await page.getByRole("button", { name: `Menu of ${developer.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await context.addCookies(cookies);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test.describe("with a wrong password", () => {
  test.use({ expectedErrors: [/401/] });
  test("signing in says so, and keeps what was typed", async ({ page, developer }) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(developer.email);
    await page.getByLabel("Password").fill("not-the-password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(developer.email);
  });
});

test.describe("a Japanese browser", () => {
  test.use({ locale: "ja-JP" });
  test("signs in, searches and takes credentials in Japanese", async ({ page, developer }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "サインイン" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "ja");
    await page.getByLabel("メールアドレス").fill(developer.email);
    await page.getByLabel("パスワード").fill(password);
    await page.getByRole("button", { name: "サインイン", exact: true }).click();
    await expect(page.getByRole("grid", { name: "利用できるロール" })).toBeVisible();
    await page.getByRole("button", { name: "認証情報: Nimbus Hub の Read only" }).first().click();
    await expect(page.getByRole("dialog").getByText("export AWS_ACCESS_KEY_ID")).toBeVisible();
  });
});

test("the language and the theme are chosen and stay", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await expect(page.getByRole("grid", { name: "Roles you may assume" })).toBeVisible();
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page.getByRole("grid", { name: "利用できるロール" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("grid", { name: "Roles you may assume" })).toBeVisible();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  const theme = page.getByRole("button", { name: /^Theme: / });
  for (const next of ["light", "dark"]) {
    const saved = page.waitForResponse((response) => response.url().endsWith("/api/me"));
    await theme.click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", next);
    await saved;
  }
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await expect.poll(ground).toBe(dark);
});
