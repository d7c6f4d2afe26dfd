import { member } from "../support/api-client.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, password, test } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";

test("an invited person chooses a password and is let in", async ({ page, company, portal }) => {
  const { admin } = company;
  const person = { name: "Ines Invited", email: "ines@nimbus.example" };
  const { json } = await admin.call("POST", "/api/people/invitations", person);
  const roleId = company.assignedRoleId;
  const personId = text(member(json, "person"), "id");
  await admin.call("POST", "/api/assignments", { personId, roleId });
  const link = text(json, "link");
  await page.goto(link);
  await expect(page.getByText("Ines Invited, you are invited to")).toBeVisible();
  expect(page.url()).toBe(`${portal.url}/invitation`);
  await expectAccessible(page, "/invitation");
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Accept with this password" }).click();
  await expect(page).toHaveURL(`${portal.url}/`);
  await expect(page.getByRole("button", { name: /Ines Invited/ })).toBeVisible();
});

test.describe("with a link that works no more", () => {
  test.use({ expectedErrors: [/403/] });
  test("it is said so, and what to do", async ({ page, company }) => {
    const { admin } = company;
    const person = { name: "Rita Revoked", email: "rita@nimbus.example" };
    const { json } = await admin.call("POST", "/api/people/invitations", person);
    await admin.call("DELETE", `/api/people/${text(member(json, "person"), "id")}/invitation`);
    await page.goto(text(json, "link"));
    await expect(page.getByText("This invitation has been used, revoked or has ended.")).toBeVisible();
    await page.getByRole("link", { name: "Go to sign-in" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});

test("with half a link it asks for all of it", async ({ page }) => {
  await page.goto("/invitation");
  await expect(page.getByText("The link is incomplete.")).toBeVisible();
});
