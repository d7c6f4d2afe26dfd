import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, password, signedIn, test } from "../support/journey.ts";
import { emails, text } from "../support/seed-company.ts";

test("somebody is invited, opens the link elsewhere, chooses a password and is let in", async ({
  page,
  company,
  portal,
  elsewhere,
  signInAs,
}) => {
  const group = await company.owner.call("POST", "/api/groups", { name: "Night watch" });
  await signInAs(await signedIn(portal.url, emails.owner));
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Invite a person" }).click();
  const inviting = page.getByRole("dialog", { name: "Invite a person" });
  await inviting.getByLabel("Name").fill("Nora Newcomer");
  await inviting.getByLabel("E-mail").fill("nora@nimbus.example");
  await inviting.getByRole("searchbox", { name: "Groups" }).fill("night");
  await inviting.getByRole("checkbox", { name: "Night watch" }).check();
  await inviting.getByLabel("Days that the link works").fill("31");
  await inviting.getByRole("button", { name: "Make the link" }).click();
  await expect(inviting).toContainText("A whole number from 1 to 30.");
  await inviting.getByLabel("Days that the link works").fill("3");
  await expectAccessible(page, "the invite dialog");
  await inviting.getByRole("button", { name: "Make the link" }).click();

  const made = page.getByRole("dialog", { name: "Invitation for Nora Newcomer" });
  await expect(made).toContainText("It works once, and it is not shown again.");
  await expectAccessible(page, "the link");
  await made.getByRole("button", { name: "Copy the link" }).click();
  const first = await page.evaluate(() => navigator.clipboard.readText());
  expect(first).toMatch(/\/invitation#/);
  await made.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: "nora@nimbus.example" });
  await expect(row).toContainText("invited until");
  await expect(row).toContainText("1 group");
  await expect(page.getByText(first)).toHaveCount(0);

  await page.getByRole("button", { name: "More for Nora Newcomer" }).click();
  await page.getByRole("menuitem", { name: "New invitation link…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make the link" }).click();
  await made.getByRole("button", { name: "Copy the link" }).click();
  await expect(made.getByRole("button", { name: "Copy the link" })).toHaveText("Copied");
  const second = await page.evaluate(() => navigator.clipboard.readText());
  expect(second).not.toBe(first);
  await made.getByRole("button", { name: "Done" }).click();

  const theirs = await elsewhere();
  await theirs.goto(second);
  await expect(theirs.getByText("Nora Newcomer, you are invited to")).toBeVisible();
  await theirs.getByLabel("New password").fill(password);
  await theirs.getByRole("button", { name: "Accept with this password" }).click();
  await expect(theirs).toHaveURL(`${portal.url}/`);
  await expect(theirs.getByRole("button", { name: /Nora Newcomer/ })).toBeVisible();
  await theirs.goto(first);
  await expect(theirs.getByText("Nora Newcomer, you are invited to")).toHaveCount(0);

  await page.goto(`/admin/people?group=${text(group.json, "id")}`);
  await expect(page.getByRole("link", { name: "Remove the filter: in Night watch" })).toBeVisible();
  await expect(row).not.toContainText("invited until");
  await expect(page.getByRole("row")).toHaveCount(2);
});

test("an invitation is revoked, and the person can be invited again", async ({
  page,
  company,
  portal,
  signInAs,
}) => {
  const person = { name: "Rolf Revoked", email: "rolf@nimbus.example" };
  await company.owner.call("POST", "/api/people/invitations", person);
  await signInAs(await signedIn(portal.url, emails.admin));
  await page.goto("/admin/people?state=invited&q=rolf");
  await page.getByRole("button", { name: "More for Rolf Revoked" }).click();
  await page.getByRole("menuitem", { name: "Revoke the invitation…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
  await page.goto("/admin/people?state=never&q=rolf");
  await page.getByRole("button", { name: "More for Rolf Revoked" }).click();
  await expect(page.getByRole("menuitem", { name: "Invite…" })).toBeVisible();
});

test("people are disabled in bulk, enabled again by Undo, and put into a group", async ({
  page,
  company,
  portal,
  signInAs,
}) => {
  for (const number of [1, 2, 3])
    await company.owner.call("POST", "/api/people", {
      name: `Batch ${number}`,
      email: `batch${number}@nimbus.example`,
      password,
    });
  await company.owner.call("POST", "/api/groups", { name: "Batch group" });
  await signInAs(await signedIn(portal.url, emails.owner));
  await page.goto("/admin/people?q=batch");
  const bar = page.getByRole("region", { name: "Bulk actions" });
  await page.getByRole("checkbox", { name: "Select Batch 1" }).check();
  await page.getByRole("checkbox", { name: "Select Batch 3" }).click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Disable…" }).click();
  const disabling = page.getByRole("dialog", { name: "Disable 3 people?" });
  await expect(disabling).toContainText("batch2@nimbus.example");
  await expectAccessible(page, "the bulk dialog");
  await disabling.getByRole("button", { name: "Disable 3 people" }).click();
  await expect(disabling).toBeHidden();
  const disabled = page.getByRole("row").filter({ hasText: "disabled" });
  await expect(disabled).toHaveCount(3);
  await expectAccessible(page, "the people after a bulk change");
  await page.keyboard.press("u");
  await expect(page.getByText("3 people enabled again.")).toBeVisible();
  await expect(disabled).toHaveCount(0);

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar.getByRole("button", { name: "Add to a group…" }).click();
  const adding = page.getByRole("dialog", { name: "Add 3 people to a group" });
  await adding.getByRole("button", { name: "Add to the group" }).click();
  await expect(adding).toContainText("Choose a group.");
  await adding.getByRole("searchbox", { name: "Group" }).fill("batch");
  await adding.getByRole("checkbox", { name: "Batch group" }).check();
  await adding.getByRole("button", { name: "Add to the group" }).click();
  await expect(page.getByText("3 people added to Batch group")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "1 group" })).toHaveCount(3);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("row").filter({ hasText: "no groups" })).toHaveCount(3);
});

test("an admin changes no owner and no admin, and gives no portal role", async ({
  page,
  portal,
  signInAs,
}) => {
  await signInAs(await signedIn(portal.url, emails.admin));
  await page.goto("/admin/people");
  for (const [name, edits] of [
    ["Olive Owner", 0],
    ["admin", 0],
    ["auditor", 1],
    ["bystander", 1],
  ] as const) {
    await page.getByRole("button", { name: `More for ${name}`, exact: true }).click();
    await expect(page.getByRole("menuitem", { name: "Their groups and roles" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Edit…" })).toHaveCount(edits);
    await page.keyboard.press("Escape");
  }
  for (const button of ["Invite a person", "Add a person"]) {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog", { name: button })).toBeVisible();
    await expect(page.getByRole("dialog").getByLabel("Portal role")).toHaveCount(0);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("checkbox", { name: "Select Olive Owner" }).check();
  await page.getByRole("checkbox", { name: "Select admin" }).check();
  await page.getByRole("button", { name: "Disable…" }).click();
  const dialog = page.getByRole("dialog", { name: "Nobody to disable" });
  await expect(dialog).toContainText("1 is an owner or admin, whom only an owner changes.");
  await expect(dialog).toContainText("You are among those selected");
});
