import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, test } from "../support/journey.ts";

test("a person takes the configuration of all their roles, puts it in and takes it out again", async ({
  page,
  context,
  portal,
  developer,
  signInAs,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: portal.url });
  await signInAs(developer.client);
  await page.goto("/");
  await page.getByRole("button", { name: /^Menu of/ }).click();
  await page.getByRole("menuitem", { name: "Terminal" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Terminal" })).toBeVisible();
  await expect(page.getByRole("radio", { name: /^AWS sign-in/ })).toBeChecked();

  await page.getByText("By hand", { exact: true }).click();
  const block = page.getByRole("region", { name: "Block" });
  await expect(block).toContainText(`endpoint_url = ${portal.url}/aws`);
  await expect(block).toContainText("[profile nimbus-hub-");
  await expect(block).not.toContainText("[default]");

  await page.getByLabel("Profile names").fill("{accountId}.{team}");
  await expect(page.getByText("There is no {team}.")).toBeVisible();
  await expect(block).toBeHidden();
  await expectAccessible(page, "a template with an unknown variable");
  await page.getByLabel("Profile names").fill("aws-{accountId}-{role}");
  await page.getByLabel("Session name").fill("acme");
  await page.getByText("By hand", { exact: true }).click();
  await expect(block).toContainText(/\[profile aws-\d{12}-/);
  await page.getByLabel("Also write [default]").check();
  await expect(block).toContainText("[default]");
  await page.getByLabel("Also write [default]").uncheck();
  await page.getByRole("button", { name: "Copy: Block" }).click();
  await expect(page.getByRole("button", { name: "Copied: Block" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("[sso-session acme]");
  expect(copied.match(/^\[profile /gm)?.length).toBe((copied.match(/^sso_account_id/gm) ?? []).length);

  // What was chosen is there again; [default] is asked for each time.
  await page.reload();
  await expect(page.getByLabel("Session name")).toHaveValue("acme");
  await expect(page.getByLabel("Also write [default]")).not.toBeChecked();

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save genkan-aws-config.sh" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("genkan-aws-config.sh");
  const home = mkdtempSync(join(tmpdir(), "genkan-terminal-journey-"));
  const script = join(home, "genkan-aws-config.sh");
  await download.saveAs(script);
  const sh = (...args: string[]) =>
    spawnSync("sh", [script, ...args], { env: { PATH: "/usr/bin:/bin", HOME: home, NODE_ENV: "test" } })
      .status;
  expect(sh()).toBe(0);
  expect(readFileSync(join(home, ".aws/config"), "utf8").replace(/# genkan: made .*\n/, "")).toBe(copied);
  expect(sh("--undo")).toBe(0);
  expect(() => readFileSync(join(home, ".aws/config"))).toThrow();
  rmSync(home, { recursive: true });
});

test("a token for the chosen roles stands in the script, hidden until asked for, and opens those roles", async ({
  page,
  portal,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/terminal");
  await page.getByRole("radio", { name: /^Credential process/ }).check();
  await page.getByLabel("Roles", { exact: true }).selectOption("search");
  await page.getByLabel("Search", { exact: true }).fill("nimbus read");
  await expect(page.getByText("The script has no token yet", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: /^Make a token for/ }).click();
  const making = page.getByRole("dialog", { name: "Make an access token" });
  await making.getByLabel("Days until it ends").fill("0");
  await making.getByRole("button", { name: "Make the token" }).click();
  await expect(making.getByText("Give a number of days from 1 to 366.")).toBeVisible();
  await making.getByLabel("Days until it ends").fill("7");
  await expectAccessible(page, "making a token");
  await making.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByText("The token is in the script below", { exact: false })).toBeVisible();
  const shown = page.getByRole("region", { name: "Script" });
  await expect(shown).toContainText("Authorization: Bearer ••••");
  await expect(shown).not.toContainText("genkan_pat_x");
  await page.getByRole("button", { name: "Show the token" }).click();
  const token = /Bearer (genkan_pat_[\w-]{43})/.exec((await shown.textContent()) ?? "")?.[1] ?? "";
  expect(token).not.toBe("");
  await expectAccessible(page, "a script with a token");

  const ids = [...((await shown.textContent()) ?? "").matchAll(/credential-process\/([\w-]+)/g)].map(
    ([, id]) => id,
  );
  expect(ids.length).toBeGreaterThan(0);
  const ask = (id: string | undefined) =>
    fetch(`${portal.url}/aws/credential-process/${id}`, { headers: { Authorization: `Bearer ${token}` } });
  const given = await ask(ids[0]);
  expect(given.status).toBe(200);
  expect(await given.json()).toMatchObject({ Version: 1 });
  const { roles } = (await developer.client.call("GET", "/api/me/roles")).json as { roles: unknown[][] };
  const other = roles.map(([id]) => String(id)).find((id) => !ids.includes(id));
  expect((await ask(other)).status).toBe(403);

  await page.getByLabel("Search", { exact: true }).fill("nimbus");
  await expect(page.getByText(/not among those of the token/)).toBeVisible();
  await page.goto("/settings");
  await expect(page.getByRole("row").filter({ hasText: "Terminal" })).toContainText(/only \d+ role/);
});

test("one role has a token of its own, with what to paste", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/terminal");
  await page.getByRole("radio", { name: /^Container variables/ }).check();
  await page
    .getByRole("button", { name: /^Token… for .* alone/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Make the token" }).click();
  const ready = page.getByRole("dialog", { name: /^The token for .* is made$/ });
  await expect(ready).toContainText("umask 077");
  await expect(ready).toContainText("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  await expect(ready).not.toContainText("genkan_pat_");
  await ready.getByRole("button", { name: "Copy: The token" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^genkan_pat_[\w-]{43}$/);
  await expectAccessible(page, "a token for one role");
  await ready.getByRole("button", { name: "Done" }).click();
  await expect(ready).toBeHidden();
});

test("each style fits a narrow screen and has no axe violation", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/terminal");
  for (const style of ["AWS sign-in", "Container variables"]) {
    await page.getByRole("radio", { name: new RegExp(`^${style}`) }).check();
    await expectAccessible(page, style);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, style).toBeLessThanOrEqual(360);
  }
});
