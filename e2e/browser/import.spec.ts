import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, signedIn, test } from "../support/journey.ts";
import { emails } from "../support/seed-company.ts";

const config = `# copied from a colleague
[default]
aws_access_key_id = AKIAIOSFODNN7PASTED1
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYPASTEDKEY0
region = eu-west-1

[profile warehouse]
role_arn = arn:aws:iam::660000000001:role/Warehouse
source_profile = default
region = eu-central-1

[profile warehouse-deep]
role_arn = arn:aws:iam::660000000002:role/team/Deep
source_profile = warehouse

[profile typo]
role_arn = arn:aws:iam::6600:role/Typo
source_profile = default
`;

const preview = async (page: Page, button: string) => {
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("heading", { name: "What would change" })).toBeFocused();
};

test.describe("import", () => {
  test("takes a real ~/.aws/config, leaves its keys behind, and has nothing to do twice", async ({
    page,
    portal,
    company: _,
    signInAs,
  }) => {
    await signInAs(await signedIn(portal.url, emails.owner));
    await page.goto("/admin/import");
    await page.getByRole("radio", { name: /AWS config files/ }).check();
    await expectAccessible(page, "import");
    await page.getByLabel("~/.aws/config", { exact: true }).fill(config);
    await preview(page, "Preview");
    await expect(page.getByText("One secret was in the text")).toBeVisible();
    await expect(page.getByText("wJalr")).toBeHidden();
    await expect(page.getByText("An account id has exactly twelve digits.")).toBeVisible();
    await expectAccessible(page, "import preview");
    await page.getByText("Refused: 1", { exact: true }).click();
    await expect(page.getByRole("row")).toHaveCount(2);
    await page.getByText("Added: 5", { exact: true }).click();
    await page.getByRole("button", { name: "Add 2 accounts and 2 roles" }).click();
    await expect(page.getByRole("heading", { name: "The import is done" })).toBeVisible();

    await page.getByRole("button", { name: "Import something else" }).click();
    await page.getByRole("radio", { name: /AWS config files/ }).check();
    await expect(page.getByLabel("~/.aws/config", { exact: true })).toHaveValue("");
    await page.getByLabel("~/.aws/config", { exact: true }).fill(config);
    await preview(page, "Preview");
    await expect(page.getByText("Everything is in the catalogue already.")).toBeVisible();

    await page.goto("/admin/roles?q=warehouse");
    await expect(page.getByRole("link", { name: "warehouse-deep", exact: true })).toBeVisible();
  });

  test("lists an organization, and takes what is chosen", async ({ page, portal, company: _, signInAs }) => {
    await signInAs(await signedIn(portal.url, emails.owner));
    await page.goto("/admin/import");
    await page.getByRole("radio", { name: /AWS Organizations/ }).check();
    await expectAccessible(page, "import from AWS");
    await page.getByRole("button", { name: "Ask AWS" }).click();
    await expect(page.getByRole("heading", { name: "What would change" })).toBeFocused({ timeout: 40_000 });
    const changed = page.getByRole("radio", { name: /^Changed: [1-9]/ });
    const added = page.getByRole("radio", { name: /^Added: [1-9]/ });
    await expect(changed.or(added).first()).toBeAttached();
    const boxes = page.getByRole("checkbox", { name: /^Take (?!all)/ });
    await boxes.first().uncheck();
    await expect(page.getByRole("checkbox", { name: "Take all that are listed" })).not.toBeChecked();
    await page.getByRole("button", { name: /^(Add|Change) / }).click();
    await expect(page.getByRole("heading", { name: "The import is done" })).toBeVisible();
  });
});

test("one's own roles are downloaded, and the catalogue", async ({ page, portal, developer, signInAs }) => {
  await signInAs(developer.client);
  await page.goto("/settings");
  await page.getByLabel("Profile that holds your keys").fill("work");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download AWS config" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("genkan-aws-config.ini");
  expect(readFileSync(await download.path(), "utf8")).toContain("source_profile = work\n");
  await page.getByRole("button", { name: "Copy Table (CSV)" }).click();
  await expect(page.getByText("Copied", { exact: true }).first()).toBeVisible();
  await expectAccessible(page, "settings with export");

  await signInAs(await signedIn(portal.url, emails.owner));
  await page.goto("/admin/export");
  await expectAccessible(page, "export");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download Catalogue file (YAML)" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toMatch(/^version: 1\n/);
});
