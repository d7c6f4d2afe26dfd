import { demoCompany } from "../../sandbox/company.ts";
import { expect, signedIn, test } from "../support/journey.ts";
import { emails, text } from "../support/seed-company.ts";

test.describe("a credential source", () => {
  // The refusal to remove a source that is in use.
  test.use({ expectedErrors: [/409/] });

  test("is added as an access key, tested, chosen for a role, and stays while it is used", async ({
    page,
    company,
    portal,
    signInAs,
  }) => {
    const { roles, portalAccessKey, portalUserArn } = demoCompany();
    const label = "Behind a key of its own";
    let roleId = "";
    for (const { arn, externalId, requiresMfa, refusal } of roles) {
      if (externalId || requiresMfa || refusal || company.roleIds.has(arn)) continue;
      const added = await company.owner.call("POST", "/api/roles", { reference: arn, label });
      // Another journey of this portal may have imported it.
      if (added.status === 409) continue;
      roleId = text(added.json, "id");
      break;
    }
    if (roleId === "") throw new Error("no role is left");
    // An access key takes a sign-in of the last five minutes.
    await signInAs(await signedIn(portal.url, emails.owner));

    await page.goto("/admin/sources");
    await page.getByRole("button", { name: "Add a source" }).click();
    const adding = page.getByRole("dialog", { name: "Add a source" });
    await adding.getByRole("radio", { name: "Access key" }).check();
    await adding.getByRole("button", { name: "Continue" }).click();
    await adding.getByLabel("Name", { exact: true }).fill("Hub key");
    const secret = adding.getByLabel("Secret access key");
    await expect(secret).toHaveAttribute("type", "password");
    await secret.fill(portalAccessKey.secret);
    await adding.getByLabel("Access key id").fill(portalAccessKey.id);
    await adding.getByRole("button", { name: "Add a source" }).click();
    await expect(adding).toBeHidden();
    const row = page.getByRole("row").filter({ hasText: "Hub key" });
    await expect(row).toContainText(`Access key …${portalAccessKey.id.slice(-4)}`);
    await expect(row).toContainText("nobody");

    await page.getByRole("button", { name: "Test Hub key" }).click();
    const testing = page.getByRole("dialog", { name: "Test of Hub key" });
    await expect(testing).toContainText(portalUserArn);
    await expect(testing).toContainText("IAM user, long-term credentials");
    await page.keyboard.press("Escape");

    await page.goto("/admin/roles");
    await page.getByRole("link", { name: label, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
    const choice = `Hub key (Access key …${portalAccessKey.id.slice(-4)})`;
    await page.getByLabel("Credential source").selectOption(choice);
    await page.getByRole("button", { name: "Save options" }).click();
    const steps = page.getByRole("list", { name: "The identities, one after another" });
    await expect(steps).toContainText("Hub key");

    await page.getByRole("button", { name: "Make a new one…" }).click();
    const making = page.getByRole("dialog", { name: "Make a new ExternalId?" });
    await making.getByRole("button", { name: "Make it" }).click();
    await expect(making).toBeHidden();
    await expect(page.getByLabel("ExternalId", { exact: true })).toHaveValue(/^genkan-[0-9a-f]{40}$/);
    const made = await page.getByLabel("ExternalId", { exact: true }).inputValue();
    await expect(page.getByLabel("Trust policy of the role", { exact: true })).toContainText(made);

    await page.getByRole("button", { name: "Check this role" }).click();
    await expect(page.getByText("AWS let the portal in.")).toBeVisible();
    const check = page.getByRole("region", { name: "Check" });
    await expect(check).toContainText(portalUserArn);
    await expect(check).toContainText("SourceIdentity · ExternalId");

    await page.goto("/admin/sources");
    await page.getByRole("button", { name: "More for Hub key" }).click();
    await page.getByRole("menuitem", { name: "Remove…" }).click();
    const removing = page.getByRole("dialog", { name: "Remove this source?" });
    await removing.getByRole("button", { name: "Remove the source" }).click();
    await expect(removing.getByRole("alert")).toContainText(label);
    await company.owner.call("DELETE", `/api/roles/${roleId}`);
    await removing.getByRole("button", { name: "Remove the source" }).click();
    await expect(removing).toBeHidden();
    await expect(row).toHaveCount(0);
  });
});

test("an auditor reads sources and options, and finds nothing to press", async ({
  page,
  company,
  signInAs,
}) => {
  await signInAs(company.auditor);
  await page.goto("/admin/sources");
  await expect(page.getByRole("table", { name: "Credential sources" })).toContainText("Default");
  await expect(page.getByRole("button", { name: /^(Add a source|Test|More for|Rotate)/ })).toHaveCount(0);
  await page.goto(`/admin/roles/${company.assignedRoleId}`);
  await expect(page.getByRole("region", { name: "Options" })).toContainText("Credential source");
  await expect(
    page.getByRole("button", { name: /^(Save options|Check this role|Make a new one)/ }),
  ).toHaveCount(0);
});

test("what the check suggests for the portal is applied at a press, and works", async ({
  page,
  company,
  signInAs,
}) => {
  const { roles, hubAccountId } = demoCompany();
  const role = roles.find(({ arn, accountId, maxSessionDuration }) => {
    return accountId === hubAccountId && maxSessionDuration === 4 * 3600 && company.roleIds.has(arn);
  });
  const roleId = role && company.roleIds.get(role.arn);
  if (!roleId) throw new Error("no role of four hours");
  await company.owner.call("PATCH", `/api/roles/${roleId}`, { maxDurationSeconds: 12 * 3600 });
  await signInAs(company.owner);
  await page.goto(`/admin/roles/${roleId}`);
  const check = page.getByRole("region", { name: "Check" });
  await check.getByRole("button", { name: "Check this role" }).click();
  await expect(check).toContainText("Set the longest session of this role here to what AWS grants");
  await check.getByRole("button", { name: "Apply" }).click();
  await expect(check).toContainText("Applied. Check again to see that it works.");
  await check.getByRole("button", { name: "Check again" }).click();
  await expect(check).toContainText("AWS let the portal in.");
  await expect(check).toContainText("4 hours, as long as it may be");
});
