import { expect, password, ready, signedIn, test } from "../support/journey.ts";

test("an owner adds a role by its ARN, assigns it, edits it and removes it", async ({
  page,
  company,
  developer,
  signInAs,
  elsewhere,
}) => {
  await signInAs(company.owner);
  await page.goto("/admin/roles");
  const arn = "arn:aws:iam::210987654306:role/teams/web/Preview";
  await page.getByRole("button", { name: "Add a role" }).click();
  const adding = page.getByRole("dialog", { name: "Add a role" });
  await adding.getByLabel("ARN or switch-role link").fill(arn);
  await expect(adding.getByText(/teams\/web\/Preview|Preview/).first()).toBeVisible();
  await adding.getByLabel("Account name").fill("Storefront Development");
  await adding.getByLabel("Label").fill("Previews");
  await adding.getByRole("button", { name: "Add a role" }).click();
  await expect(page.getByText("Previews in Storefront Development is in the catalogue.")).toBeVisible();
  await page.getByRole("link", { name: "Assign it" }).click();

  const assigning = page.getByRole("dialog", { name: "Assign roles" });
  await assigning.getByRole("searchbox", { name: "People and groups" }).fill(developer.email);
  await assigning.getByRole("checkbox", { name: new RegExp(developer.name) }).check();
  await expect(assigning.getByRole("button", { name: /^Take away .*Previews/ })).toBeVisible();
  await assigning.getByRole("button", { name: "Preview", exact: true }).click();
  await assigning.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(assigning).toBeHidden();
  await expect(
    page.getByRole("row").filter({ hasText: developer.name }).filter({ hasText: "Previews" }),
  ).toBeVisible();

  await page.goto("/admin/roles");
  await page.getByRole("button", { name: "More for Previews in Storefront Development" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  const editing = page.getByRole("dialog", { name: "Edit role" });
  await editing.getByLabel("Note").fill("One stack per pull request");
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing).toBeHidden();
  await expect(page.getByText("One stack per pull request")).toBeVisible();

  const theirs = await elsewhere(developer.client);
  await theirs.goto("/");
  await ready(theirs);
  await theirs.keyboard.type("previews");
  await expect(
    theirs.getByRole("link", { name: /^Console: Previews in Storefront Development/ }),
  ).toBeVisible();

  await page.getByRole("button", { name: "More for Previews in Storefront Development" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const removing = page.getByRole("dialog", { name: "Remove this role?" });
  await expect(removing).toContainText("1 assignment goes with it");
  await removing.getByRole("button", { name: "Remove the role" }).click();
  await expect(removing).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "Previews" })).toHaveCount(0);
  await theirs.reload();
  await ready(theirs);
  await theirs.keyboard.type("previews");
  await expect(theirs.getByText("No role matches “previews”")).toBeVisible();
});

test("an owner adds a role by a switch-role link, whose name and colour come along", async ({
  page,
  company,
  signInAs,
}) => {
  await signInAs(company.owner);
  await page.goto("/admin/roles");
  await page.getByRole("button", { name: "Add a role" }).click();
  const adding = page.getByRole("dialog", { name: "Add a role" });
  const link =
    "https://signin.aws.amazon.com/switchrole?roleName=DataScientist&account=210987654307&displayName=Lake%20lab&color=F2B0A9";
  await adding.getByLabel("ARN or switch-role link").fill(link);
  await adding.getByLabel("Account name").fill("Data Platform");
  await adding.getByRole("button", { name: "Add a role" }).click();
  await expect(page.getByText("Lake lab in Data Platform is in the catalogue.")).toBeVisible();
  const catalogue = await company.owner.call("GET", "/api/catalogue");
  expect(catalogue.text).toMatch(/"label":"Lake lab","color":"#f2b0a9"/i);
});

test.describe("a disabled person", () => {
  test.use({ expectedErrors: [/401/] });
  test("is told by their open page's next action", async ({ page, company, portal, signInAs, elsewhere }) => {
    await signInAs(company.owner);
    await page.goto("/admin/people");
    await page.getByRole("button", { name: "Add a person" }).click();
    const adding = page.getByRole("dialog", { name: "Add a person" });
    await adding.getByLabel("Name").fill("Lena Leaver");
    await adding.getByLabel("E-mail").fill("lena@nimbus.example");
    await adding.getByLabel("Password", { exact: true }).fill(password);
    await adding.getByRole("button", { name: "Add a person" }).click();
    const added = page.getByRole("dialog", { name: "Lena Leaver can sign in" });
    await expect(added).toBeVisible();
    await added.getByRole("button", { name: "Done" }).click();

    const people = await company.owner.call("GET", "/api/people");
    const personId = /"id":"([^"]+)","name":"Lena Leaver"/.exec(people.text)?.[1] ?? "";
    await company.owner.call("POST", "/api/assignments", { personId, roleId: company.assignedRoleId });
    const lena = await signedIn(portal.url, "lena@nimbus.example");
    const theirs = await elsewhere(lena);
    await theirs.goto("/");
    await ready(theirs);

    await page.getByRole("button", { name: "More for Lena Leaver" }).click();
    await page.getByRole("menuitem", { name: "Disable…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable", exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("row").filter({ hasText: "Lena Leaver" })).toContainText("disabled");

    await theirs
      .getByRole("button", { name: /^Credentials: Read only in Nimbus Hub/ })
      .first()
      .click();
    await expect(theirs.getByRole("dialog")).toContainText("You are signed out. Sign in again.");
    await theirs.goto(portal.url);
    await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});

test("an auditor reads everything and changes nothing", async ({ page, company, developer, signInAs }) => {
  await developer.client.call("POST", `/api/roles/${company.assignedRoleId}/credentials`, {});
  await signInAs(company.auditor);
  for (const [path, button] of [
    ["/admin/roles", "Add a role"],
    ["/admin/people", "Add a person"],
    ["/admin/assignments", "Assign roles"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("table").first()).toBeVisible();
    await expect(page.getByText("Read only: auditors see everything here")).toBeVisible();
    await expect(page.getByRole("button", { name: button })).toHaveCount(0);
  }
  await page.goto("/admin/audit");
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.getByLabel("Event").selectOption({ label: "Session issued" });
  await page.getByLabel("Person").fill(developer.email);
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/event=role\.assume\.issued/);
  const rows = page
    .getByRole("table", { name: "Audit log" })
    .getByRole("row")
    .filter({ hasText: developer.name });
  await expect(rows.first()).toContainText(/got credentials as/);
});

test("a person ends a sign-in of theirs that they do not recognise", async ({
  page,
  developer,
  portal,
  signInAs,
}) => {
  const elsewhere = await signedIn(portal.url, developer.email);
  await signInAs(developer.client);
  await page.goto("/settings");
  await page.getByRole("button", { name: /^End/ }).first().click();
  await expect(page.getByText(/^Ended: /)).toBeAttached();
  const answers = [await elsewhere.call("GET", "/api/me"), await developer.client.call("GET", "/api/me")];
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
});
