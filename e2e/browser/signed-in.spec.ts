import { ApiClient } from "../support/api-client.ts";
import { askAws, bearing, signClientIn } from "../support/aws-sign-in.ts";
import { expectAccessible } from "../support/expect-accessible.ts";
import { arrive, expect, type Person, password, signedIn, test } from "../support/journey.ts";
import { emails, text } from "../support/seed-company.ts";

const title = "What is signed in as this person";

/** Whether a browser, an AWS client and a token of a person are let in. */
const status = {
  browser: async (who: ApiClient) => (await who.call("GET", "/api/me")).status,
  client: async (url: string, accessToken: string) =>
    (await askAws(url, "GET", "/assignment/accounts", undefined, bearing(accessToken))).status,
  token: async (url: string, token: string) =>
    (await new ApiClient(url).call("GET", "/api/me", undefined, { Authorization: `Bearer ${token}` })).status,
};

async function makeToken({ client }: Person, name: string, more: object = {}): Promise<string> {
  const scopes = ["roles:credentials"];
  const made = await client.call("POST", "/api/me/tokens", { name, scopes, ...more });
  return text(made.json, "token");
}

test("an admin sees what is signed in as a member, ends one of each kind, and then all", async ({
  page,
  company,
  portal,
  developer,
  elsewhere,
  signInAs,
}) => {
  test.setTimeout(90_000);
  const { url } = portal;
  const theirs = await elsewhere();
  await theirs.goto("/sign-in");
  await theirs.getByLabel("E-mail").fill(developer.email);
  await theirs.getByLabel("Password").fill(password);
  await theirs.keyboard.press("Enter");
  await arrive(theirs.getByRole("button", { name: new RegExp(developer.name) }));
  const client = await signClientIn(url, developer.client);
  const secret = await makeToken(developer, "Laptop", { roleIds: [company.assignedRoleId] });

  await signInAs(await signedIn(url, emails.admin));
  await page.goto(`/admin/people/${developer.id}`);
  const part = page.getByRole("region", { name: title }).first();
  const row = (words: string) => part.getByRole("row").filter({ hasText: words });
  await expect(row("Chrome on Linux")).toContainText("from 127.0.0.1");
  await expect(row("Unknown browser")).toContainText("Browser · Password");
  await expect(row("botocore-client-acme")).toContainText("AWS client · through the browser");
  await expect(row("Laptop")).toContainText(`Access token · ends in ${secret.slice(-4)}`);
  await expect(row("Laptop")).toContainText("Take credentials of their roles");
  await expect(row("Laptop").getByRole("link")).toHaveAttribute(
    "href",
    `/admin/roles/${company.assignedRoleId}`,
  );
  await expectAccessible(page, "what is signed in as a person");

  await row("botocore-client-acme")
    .getByRole("button", { name: /^End… botocore/ })
    .press("Enter");
  const ending = page.getByRole("dialog", {
    name: `End this AWS client’s sign-in as ${developer.name}?`,
  });
  await expect(ending).toContainText("has to allow it anew");
  await expectAccessible(page, "ending a client's sign-in");
  await page.keyboard.press("Escape");
  await expect(ending).toBeHidden();
  expect(await status.client(url, client.accessToken)).toBe(200);
  await row("botocore-client-acme").getByRole("button").press("Enter");
  await ending.getByRole("button", { name: "End", exact: true }).press("Enter");
  await expect(row("botocore-client-acme")).toBeHidden();
  expect(await status.client(url, client.accessToken)).toBe(401);

  await row("Chrome on Linux").getByRole("button").click();
  await page
    .getByRole("dialog", { name: `End this sign-in of ${developer.name}?` })
    .getByRole("button", { name: "End", exact: true })
    .click();
  await expect(row("Chrome on Linux")).toBeHidden();
  await theirs.goto("/settings");
  await expect(theirs).toHaveURL(/\/sign-in/);
  expect(await status.browser(developer.client)).toBe(200);

  await row("Laptop").getByRole("button", { name: "Revoke… Laptop" }).click();
  await page
    .getByRole("dialog", { name: `Revoke this token of ${developer.name}?` })
    .getByRole("button", { name: "Revoke", exact: true })
    .click();
  await expect(row("Laptop")).toBeHidden();
  expect(await status.token(url, secret)).toBe(401);

  const [again, other] = [await signClientIn(url, developer.client), await makeToken(developer, "CI")];
  await page.reload();
  await part.getByRole("button", { name: "End all…" }).click();
  const all = page.getByRole("dialog", {
    name: `End everything that is signed in as ${developer.name}?`,
  });
  await expect(all).toContainText("1 browser is signed out");
  await expect(all).toContainText("1 AWS client is refused");
  await expect(all).toContainText("1 access token is revoked");
  await expectAccessible(page, "ending everything");
  await all.getByRole("button", { name: "End all" }).click();
  await expect(part).toContainText(`Nothing is signed in as ${developer.name}.`);
  await expectAccessible(page, "nothing is signed in");
  expect(await status.client(url, again.accessToken)).toBe(401);
  expect(await status.token(url, other)).toBe(401);
  expect(await status.browser(developer.client)).toBe(401);

  await page.goto("/admin/audit");
  await expect(page.getByText(`admin ended a client sign-in of ${developer.name}`).first()).toBeVisible();
  await expect(page.getByText(`admin ended all sign-ins of ${developer.name}`).first()).toBeVisible();
});

test("an auditor looks only, and an admin ends nothing of an owner", async ({
  page,
  company,
  portal,
  developer,
  signInAs,
}) => {
  await signInAs(company.auditor);
  await page.goto(`/admin/people/${developer.id}`);
  const part = page.getByRole("region", { name: title }).first();
  await expect(part.getByRole("row").filter({ hasText: "Unknown browser" })).toBeVisible();
  await expect(part.getByRole("button")).toHaveCount(0);
  await signInAs(await signedIn(portal.url, emails.admin));
  await page.goto(`/admin/people/${company.people.owner}`);
  await expect(part.getByRole("row").nth(1)).toBeVisible();
  await expect(part.getByRole("button")).toHaveCount(0);
  await expect(part).toContainText("Only an owner may end what is signed in as an owner or an admin.");
});

test("whoever ends all of their own is signed out here as well", async ({
  page,
  portal,
  company,
  signInAs,
}) => {
  const email = "second-owner@nimbus.example";
  const person = { name: "Second Owner", email, password, portalRole: "owner" };
  const id = text((await company.owner.call("POST", "/api/people", person)).json, "id");
  await signInAs(await signedIn(portal.url, email));
  const other = await signedIn(portal.url, email);
  await page.goto(`/admin/people/${id}`);
  const part = page.getByRole("region", { name: title }).first();
  const here = part.getByRole("row").filter({ hasText: "this browser" });
  await expect(here).toBeVisible();
  await expect(here.getByRole("button")).toHaveCount(0);
  await part.getByRole("button", { name: "End all…" }).click();
  const all = page.getByRole("dialog");
  await expect(all).toContainText("This is you: you will be signed out here too.");
  await all.getByRole("button", { name: "End all" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await status.browser(other)).toBe(401);
});

test.describe("in Japanese, on a phone", () => {
  test.use({ locale: "ja-JP", viewport: { width: 360, height: 740 } });

  test("what is signed in is told without the columns, and fits", async ({
    page,
    portal,
    developer,
    signInAs,
  }) => {
    await signClientIn(portal.url, developer.client);
    await makeToken(developer, "端末");
    await signInAs(await signedIn(portal.url, emails.owner));
    await page.goto(`/admin/people/${developer.id}`);
    const part = page.getByRole("region", { name: "このユーザーとしてサインイン中のもの" }).first();
    const row = part.getByRole("row").filter({ hasText: "botocore-client-acme" });
    await expect(row.getByText("127.0.0.1 から").first()).toBeVisible();
    await expect(part.getByRole("row").filter({ hasText: "端末" })).toContainText(
      "本人のロールの認証情報の取得",
    );
    await expectAccessible(page, "what is signed in, in Japanese");
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider).toBe(false);
    await part.getByRole("button", { name: "すべて終了…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "すべて終了" }).click();
    await expect(part).toContainText("サインイン中のものはありません。");
  });
});
