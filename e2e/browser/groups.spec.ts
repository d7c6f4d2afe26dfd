import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, list, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";

test("an admin makes a group, puts people in by keyboard, renames it, removes it and takes that back", async ({
  page,
  company,
  developer,
  signInAs,
}) => {
  test.setTimeout(90_000);
  // Other journeys may have made groups in this portal.
  for (const group of list((await company.owner.call("GET", "/api/groups")).json, "groups"))
    await company.owner.call("DELETE", `/api/groups/${text(group, "id")}`);
  await signInAs(company.admin);
  await page.goto("/admin/groups");
  await expect(page.getByRole("heading", { name: "No groups yet" })).toBeVisible();
  await expectAccessible(page, "no groups");

  await page.getByRole("button", { name: "Add group" }).first().click();
  const adding = page.getByRole("dialog", { name: "Add group" });
  await adding.getByLabel("Name").fill("Platform");
  await adding.getByLabel("Value of the groups claim").fill("/platform/oncall");
  await expect(adding.getByText("Nobody has brought this yet.")).toBeVisible();
  await expectAccessible(page, "adding a group");
  await adding.getByRole("button", { name: "Add group" }).click();
  await expect(adding).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: "/platform/oncall" });

  await row.getByRole("button", { name: "0 members of Platform" }).focus();
  await page.keyboard.press("Enter");
  const members = page.getByRole("dialog", { name: "Members" });
  await members.getByRole("searchbox", { name: "Put people in" }).fill(developer.email);
  await members.getByRole("checkbox", { name: developer.name }).focus();
  await page.keyboard.press("Space");
  await members.getByRole("searchbox", { name: "Put people in" }).fill("bystander");
  await members.getByRole("checkbox", { name: /bystander/ }).focus();
  await page.keyboard.press("Space");
  await members.getByRole("button", { name: "Put in 2 people" }).focus();
  await page.keyboard.press("Enter");
  await expect(members.getByText("2 people put in")).toBeVisible();
  await expectAccessible(page, "members");
  await members.getByRole("checkbox", { name: "Select bystander" }).focus();
  await page.keyboard.press("Space");
  await members.getByRole("button", { name: "Take out 1 person" }).click();
  await expect(members.getByText("1 person taken out")).toBeVisible();
  await members.getByRole("button", { name: "Undo" }).click();
  await expect(members.getByRole("checkbox", { name: "Select bystander" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row).toContainText("2 members");

  await row.getByRole("button", { name: "More for Platform" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  const editing = page.getByRole("dialog", { name: "Edit group" });
  await editing.getByLabel("Name").fill("Platform on call");
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Platform on call");

  await row.getByRole("button", { name: "More for Platform on call" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const removing = page.getByRole("dialog", { name: "Remove this group?" });
  await expect(removing.getByText("2 memberships go")).toBeVisible();
  await expectAccessible(page, "removing a group");
  await removing.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(row).toContainText("2 members");
});
