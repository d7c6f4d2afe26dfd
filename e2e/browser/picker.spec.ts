import type { Page } from "@playwright/test";
import { expect, ready, test } from "../support/journey.ts";

test("b pins a role for good, and what was used is recent", async ({
  page,
  context,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.keyboard.type("network");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("b");
  await expect(page.getByText("Pinned: Network engineer in Nimbus Hub")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Recent" })).toHaveCount(0);

  const opening = context.waitForEvent("page");
  await page
    .getByRole("link", { name: /^Console: Log reader in Nimbus Logs/ })
    .first()
    .click();
  await expect((await opening).getByTestId("role")).toHaveText("LogReader");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Recent" })).toBeVisible();
  const names = await page
    .getByRole("link", { name: /^Console: / })
    .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label")));
  expect(names[0]).toContain("Network engineer in Nimbus Hub");
  expect(names[1]).toContain("Log reader in Nimbus Logs");
  await page.getByRole("button", { name: "Unpin Network engineer in Nimbus Hub" }).first().click();
  await expect(page.getByRole("heading", { name: "Pinned" })).toHaveCount(0);
});

test("an account id is copied without its dashes", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.getByRole("button", { name: "Copy account id 2109-8765-4303" }).first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("210987654303");
  await expect(page.getByText("Copied: account 210987654303")).toBeAttached();
});

test("everything goes by keyboard alone", async ({ page, context, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Search roles" })).toBeFocused();
  await page.keyboard.type("logs arch");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("row", { selected: true })).toContainText("Log archivist");
  await expect(page.getByRole("row", { selected: true })).toBeFocused();
  await page.keyboard.press("c");
  await expect(
    page.getByRole("dialog", { name: "Credentials" }).getByText("export AWS_ACCESS_KEY_ID"),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row", { selected: true })).toBeFocused();
  const opening = context.waitForEvent("page");
  await page.keyboard.press("Enter");
  await expect((await opening).getByTestId("role")).toHaveText("teams/platform/LogArchivist");
});

test("a bookmark's alias and colour are the person's own", async ({ page, developer, company, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page
    .getByRole("button", { name: /^More for Network engineer in Nimbus Hub/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Edit bookmark…" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit bookmark" });
  await dialog.getByLabel("Alias").fill("My own cables");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("My own cables").first()).toBeVisible();
  const catalogue = await company.owner.call("GET", "/api/catalogue");
  expect(catalogue.text).not.toContain("My own cables");
});

test("pins are put in order by keys and by dragging, for good", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  for (const role of ["Network engineer", "Log reader", "Read only"]) await pin(page, role);
  await page.reload();
  await ready(page);
  const pins = () =>
    page
      .locator('[role="row"][data-key^="pinned:"]')
      .getByRole("link", { name: /^Console: / })
      .evaluateAll((links) =>
        links.map((link) => /: (.+?) in /.exec(link.getAttribute("aria-label") ?? "")?.[1]),
      );
  await expect.poll(pins).toEqual(["Network engineer", "Log reader", "Read only"]);

  await page.keyboard.press("Escape");
  await expect(page.getByRole("row", { selected: true })).toBeFocused();
  const saved = () => page.waitForResponse((answer) => answer.url().includes("/api/bookmarks/"));
  const first = saved();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(pins).toEqual(["Log reader", "Network engineer", "Read only"]);
  await expect(page.getByRole("row", { selected: true })).toBeFocused();
  await expect(page.getByRole("row", { selected: true })).toContainText("Network engineer");
  expect((await first).status()).toBe(200);
  await expect(page.getByText("now 2 of 3")).toBeAttached();

  const rows = page.locator('[role="row"][data-key^="pinned:"]');
  const second = saved();
  await rows
    .nth(2)
    .dragTo(rows.nth(0), { sourcePosition: { x: 300, y: 4 }, targetPosition: { x: 300, y: 4 } });
  await expect.poll(pins).toEqual(["Read only", "Log reader", "Network engineer"]);
  expect((await second).status()).toBe(200);
  await page.reload();
  await ready(page);
  await expect.poll(pins).toEqual(["Read only", "Log reader", "Network engineer"]);
});

test("what is hidden or unpinned comes back with u, and with the button", async ({
  page,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await pin(page, "Log reader");
  await page.goto("/");
  await ready(page);
  await expect(page.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  await expect(page.getByRole("button", { name: "Hidden 1" })).toBeAttached();
  await expect(page.getByRole("row", { selected: true })).toBeFocused();
  await page.keyboard.press("u");
  await expect(page.getByText(/^Undone: Log reader in/)).toBeAttached();
  await expect(page.getByRole("button", { name: "Hidden 1" })).toHaveCount(0);
  // Undone while the change itself is still on its way: what was asked for last is what stays.
  const undone = Promise.withResolvers<void>();
  await page.route(
    "**/api/bookmarks/*",
    async (route) => {
      await undone.promise;
      await route.continue();
    },
    { times: 1 },
  );
  await page.keyboard.press("Home");
  await page.keyboard.press("b");
  await expect(page.getByRole("heading", { name: "Pinned" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Pinned" })).toBeVisible();
  const saved = page.waitForResponse(
    (answer) => answer.url().includes("/api/bookmarks/") && answer.request().postDataJSON().pinned === true,
  );
  undone.resolve();
  await saved;
  await page.reload();
  await ready(page);
  await expect(page.getByRole("heading", { name: "Pinned" })).toBeVisible();
});

test("a folder of one's own holds roles and folds", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page
    .getByRole("button", { name: /^More for Log reader in/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Edit bookmark…" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit bookmark" });
  await dialog.getByLabel("Folder").fill("Night shift");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const folder = page.getByRole("button", { name: "Night shift 1" });
  const inside = page.locator('[role="row"][data-key^="section:folder:Night shift:"]');
  await expect(inside).toContainText("Log reader");
  await folder.click();
  await expect(inside).toHaveCount(0);
  await expect(folder).toHaveAttribute("aria-expanded", "false");
});

async function pin(page: Page, role: string): Promise<void> {
  await page.goto("/");
  await ready(page);
  await page.keyboard.type(role);
  await page.keyboard.press("ArrowDown");
  const saved = page.waitForResponse((answer) => answer.url().includes("/api/bookmarks/"));
  await page.keyboard.press("b");
  expect((await saved).status()).toBe(200);
}

test.describe("on a screen of 360 px", () => {
  test.use({ viewport: { width: 360, height: 720 } });
  test("nothing scrolls sideways and both actions are there", async ({
    page,
    developer,
    company,
    signInAs,
  }) => {
    await page.goto("/sign-in");
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await sideways(), "/sign-in").toBe(0);
    await signInAs(developer.client);
    await page.goto("/");
    await ready(page);
    await expect(
      page.getByRole("link", { name: /^Console: Read only in Nimbus Hub/ }).first(),
    ).toBeInViewport();
    await expect(
      page.getByRole("button", { name: /^Credentials: Read only in Nimbus Hub/ }).first(),
    ).toBeInViewport();
    expect(await sideways(), "/").toBe(0);
    await page
      .getByRole("button", { name: /^Credentials: Read only in Nimbus Hub/ })
      .first()
      .click();
    await expect(page.getByRole("dialog").getByText("export AWS_ACCESS_KEY_ID")).toBeVisible();
    expect(await sideways(), "the credentials dialog").toBe(0);
    await signInAs(company.owner);
    for (const path of ["/settings", "/admin/roles", "/admin/people", "/admin/assignments", "/admin/audit"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await sideways(), path).toBe(0);
    }
  });
});
