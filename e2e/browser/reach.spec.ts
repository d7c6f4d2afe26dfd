import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";

test("an owner assigns a tag's roles to a group with a preview, and the person's page says why", async ({
  page,
  company,
  developer,
  signInAs,
}) => {
  test.setTimeout(90_000);
  const { owner, otherRoleId } = company;
  await owner.call("PATCH", `/api/roles/${otherRoleId}`, { tags: { squad: "reach" } });
  const groupId = text((await owner.call("POST", "/api/groups", { name: "Harbour" })).json, "id");
  await owner.call("PATCH", `/api/groups/${groupId}/members`, { add: [developer.id] });
  await signInAs(owner);
  await page.goto("/admin/assignments");
  await page.getByRole("button", { name: "Assign roles" }).click();
  const dialog = page.getByRole("dialog", { name: "Assign roles" });
  await dialog.getByRole("searchbox", { name: "People and groups" }).fill("harbour");
  await dialog.getByRole("checkbox", { name: /Harbour/ }).check();
  await dialog.getByRole("radio", { name: /Every role that fits/ }).check();
  await dialog.getByLabel("With the tag").fill("squad");
  await dialog.getByLabel("of the value").fill("reach");
  await expect(dialog.getByText("1 role fits now")).toBeVisible();
  await expectAccessible(page, "assigning");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText("For 1 person: 1 gained, 0 lost, 0 on other terms.")).toBeVisible();
  await expectAccessible(page, "a preview");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(dialog).toBeHidden();
  // Others may have assigned more than a page holds.
  await page.goto(`/admin/assignments?groupId=${groupId}`);
  await expect(page.getByRole("row").filter({ hasText: "Harbour" })).toContainText("tag squad=reach");

  await page.goto(`/admin/people/${developer.id}`);
  await expect(page.getByRole("heading", { level: 1, name: developer.name })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "tag squad=reach" });
  await row.getByRole("button", { name: /^Why/ }).click();
  await expect(page.getByRole("dialog")).toContainText(
    `${developer.name} has it because group Harbour is assigned to tag squad=reach.`,
  );
  await page.keyboard.press("Escape");
  const node = page.getByRole("button", { name: /^Harbour/ });
  await node.focus();
  await page.keyboard.press("Enter");
  await expect(node).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page, "a person");

  await page.goto(`/admin/roles/${otherRoleId}`);
  await expect(
    page.getByRole("table", { name: "Who reaches it" }).getByRole("row").filter({ hasText: developer.name }),
  ).toContainText("Harbour");
  await expectAccessible(page, "a role");
});

test("several assignments are revoked with a preview, and the revocation is taken back", async ({
  page,
  company,
  developer,
  signInAs,
}) => {
  await signInAs(company.owner);
  await page.goto(`/admin/assignments?personId=${developer.id}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const table = page.getByRole("table", { name: "Assignments" });
  const before = await table.getByRole("row").count();
  await page.getByRole("region", { name: "Bulk actions" }).getByRole("button", { name: "Revoke…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Revoke/ });
  await expect(dialog.getByText(`For 1 person: 0 gained, ${before - 1} lost`)).toBeVisible();
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Nothing fits")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(table.getByRole("row")).toHaveCount(before);
});
