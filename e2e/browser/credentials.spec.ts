import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, ready, test } from "../support/journey.ts";

const run = promisify(execFile);
const aws = "/usr/bin/aws";
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const keyOf = (text: string) => /ASIA[A-Z0-9]{16}/.exec(text)?.[0];

test("c, copy, paste into bash: the AWS CLI is the role, and its session name the person", async ({
  page,
  developer,
  signInAs,
  sandbox,
}) => {
  test.skip(!existsSync(aws), `no ${aws} on this machine`);
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.keyboard.type("log reader");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  await expect(dialog.getByText("export AWS_ACCESS_KEY_ID")).toBeVisible();
  await expect(dialog.getByText("Secrets are masked.")).toBeVisible();
  await expect(dialog).not.toContainText(/ASIA[A-Z0-9]{16}/);
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const block = await clipboard(page);

  const folder = mkdtempSync(join(tmpdir(), "genkan-clipboard-"));
  const script = join(folder, "pasted.sh");
  writeFileSync(
    script,
    `${block}${aws} --endpoint-url '${sandbox.url}' sts get-caller-identity --output json\n`,
  );
  const env = { PATH: "/usr/bin:/bin", HOME: folder, NODE_ENV: "test" as const, AWS_PAGER: "" };
  const { stdout } = await run("/bin/bash", [script], { env });
  rmSync(folder, { recursive: true });
  expect(JSON.parse(stdout)).toMatchObject({
    Account: "210987654303",
    Arn: `arn:aws:sts::210987654303:assumed-role/LogReader/${developer.email}`,
  });
});

test("renewing gives others, unset takes them back, and the format is remembered", async ({
  page,
  developer,
  signInAs,
}) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.getByRole("button", { name: "Credentials: Read only in Nimbus Hub" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  const copy = dialog.getByRole("button", { name: "Copy", exact: true });
  await copy.click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const first = await clipboard(page);
  expect(first).toMatch(/^unset AWS_PROFILE/);

  await dialog.getByRole("button", { name: "Renew" }).click();
  await copy.click();
  await expect.poll(async () => keyOf(await clipboard(page))).not.toBe(keyOf(first));
  await expect(dialog.getByText(/^Expires in/)).toBeVisible();

  await dialog.getByRole("radio", { name: "fish" }).check();
  await dialog.getByRole("button", { name: "Show" }).click();
  await expect(dialog.getByText("Secrets are visible on this screen.")).toBeVisible();
  await expect(dialog.getByRole("region", { name: "Credentials as fish" })).toContainText(
    "set -gx AWS_ACCESS_KEY_ID 'ASIA",
  );
  await dialog.getByRole("button", { name: "Copy the unset block" }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^set -eg AWS_ACCESS_KEY_ID/);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: "Credentials: Log reader in Nimbus Logs" }).first().click();
  await expect(dialog.getByRole("radio", { name: "fish" })).toBeChecked();
  await expect(dialog.getByRole("region", { name: "Credentials as fish" })).toContainText(
    "set -gx AWS_REGION",
  );
});

test("no secret stays in the page after the dialog closes", async ({ page, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/");
  await ready(page);
  await page.getByRole("button", { name: "Credentials: Read only in Nimbus Hub" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Credentials" });
  await dialog.getByRole("button", { name: "Show" }).click();
  await expect(dialog).toContainText(/ASIA[A-Z0-9]{16}/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toMatch(/ASIA[A-Z0-9]{16}/);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toMatch(/ASIA[A-Z0-9]{16}/);
});

test.describe("a use that is not assigned", () => {
  test("says why instead of hiding", async ({ page, company, developer, signInAs }) => {
    const assignments = await company.owner.call("GET", `/api/assignments?personId=${developer.id}`);
    const logReader =
      /"id":"([^"]+)","principal":\{[^}]*\},"target":\{[^}]*"label":"Log reader"/.exec(
        assignments.text,
      )?.[1] ?? "";
    expect(logReader, assignments.text).not.toBe("");
    await company.owner.call("PATCH", `/api/assignments/${logReader}`, { credentials: false });
    await signInAs(developer.client);
    await page.goto("/");
    await ready(page);
    await page.keyboard.type("log reader");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("c");
    await expect(page.getByRole("status").filter({ hasText: "console only, not credentials" })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});
