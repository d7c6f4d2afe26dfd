import { demoCompany } from "../../sandbox/company.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { expect, ready, signedIn, test } from "../support/journey.ts";
import { emails } from "../support/seed-company.ts";

test.describe("a role of one's own", () => {
  // What no rule lets in, and the role that is there already.
  test.use({ expectedErrors: [/40[0349]/] });

  test("is let in by a rule, used by whoever added it, and shared", async ({
    page,
    company,
    portal,
    developer,
    signInAs,
  }) => {
    const role = demoCompany().roles.find(
      ({ arn, externalId, requiresMfa, refusal }) =>
        !externalId && !requiresMfa && !refusal && !company.roleIds.has(arn) && /:role\/[^/]+$/.test(arn),
    );
    if (!role) throw new Error("no role is left");
    const [accountId = "", name = ""] = [role.accountId, role.arn.split("/").at(-1)];

    await signInAs(developer.client);
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Roles of your own" })).toBeHidden();

    await signInAs(await signedIn(portal.url, emails.owner));
    await page.goto("/admin/own-roles");
    await expect(page.getByRole("heading", { name: "Members add no roles of their own" })).toBeVisible();
    await expectAccessible(page, "own roles");
    await page.getByRole("button", { name: "Add a rule…" }).click();
    const adding = page.getByRole("dialog", { name: "Let members add roles" });
    await adding.getByLabel("Account").fill("1234");
    await adding.getByLabel("Role name").fill(name);
    await adding.getByRole("button", { name: "Add the rule" }).click();
    await expect(adding.getByLabel("Account")).toBeFocused();
    await adding.getByLabel("Account").fill(accountId);
    await adding.getByRole("button", { name: "Add the rule" }).click();
    await expect(adding).toBeHidden();
    await expect(page.getByRole("row").filter({ hasText: accountId })).toContainText(name);

    await signInAs(developer.client);
    await page.goto("/settings");
    await page.getByRole("button", { name: "Add a role…" }).click();
    const own = page.getByRole("dialog", { name: "Add a role for yourself" });
    await own.getByLabel("Role", { exact: true }).fill(`arn:aws:iam::${accountId}:role/SomethingElse`);
    await own.getByRole("button", { name: "Add the role" }).click();
    await expect(own).toContainText("No rule of this portal");
    await own.getByLabel("Role", { exact: true }).fill(role.arn);
    await own.getByLabel("Label").fill("Only mine");
    await own.getByRole("button", { name: "Add the role" }).click();
    await expect(own).toBeHidden();
    await expect(page.getByText(role.arn)).toBeVisible();
    await expectAccessible(page, "own roles");

    await page.goto("/");
    await ready(page);
    await page.keyboard.type("only mine");
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    await expect(page.getByText("export AWS_ACCESS_KEY_ID")).toBeVisible();

    await signInAs(await signedIn(portal.url, emails.owner));
    await page.goto("/admin/own-roles");
    await page.getByRole("button", { name: "Remove Only mine of" }).click();
    await expect(page.getByRole("dialog", { name: "Remove this role of a member?" })).toContainText(
      "very next request",
    );
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share Only mine of" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Share it" }).click();
    await expect(page.getByText("Nobody has added a role yet.")).toBeVisible();
    await page.goto("/admin/roles?q=Only+mine");
    await expect(page.getByRole("link", { name: "Only mine", exact: true })).toBeVisible();
    // Of the team now, the rule's end leaves it.
    await page.goto("/admin/own-roles");
    await page.getByRole("button", { name: /Remove the rule for/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove the rule" }).click();
    await expect(page.getByRole("heading", { name: "Members add no roles of their own" })).toBeVisible();
  });
});
