import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { demoCompany } from "../../sandbox/company.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import type { ApiClient } from "./api-client.ts";
import { assign, emails, password, type SeededPortal, seedCompany, signedIn, text } from "./seed-company.ts";
import { type Portal, startPortal } from "./start-portal.ts";

/** Somebody made for one test, with nothing pinned or used yet. */
export type Person = { id: string; name: string; email: string; client: ApiClient };

type Worker = { sandbox: Sandbox; portal: Portal; company: SeededPortal };
type Journey = {
  /** Patterns of console errors that a test provokes on purpose. */
  expectedErrors: RegExp[];
  /** A fresh member to whom every role but the first account's network engineer is assigned. */
  developer: Person;
  /** Signs the page's browser in as somebody. */
  signInAs: (who: ApiClient) => Promise<void>;
  /** A page of another browser, where somebody is signed in or nobody is. */
  elsewhere: (who?: ApiClient) => Promise<Page>;
  /** Fails the test for what a page complained about. */
  noComplaints: undefined;
  /** Lets those who manage sign in anew: much that they do needs a sign-in of the last five minutes. */
  recentSignIns: undefined;
};

const complaint = /error|refused to|content security policy/i;
let people = 0;
let managersSince = 0;

/** Playwright's test with a portal before a sandbox AWS, and a browser that fails the test when a page complains. */
export const test = base.extend<Journey, Worker>({
  sandbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const sandbox = await startSandbox();
      await use(sandbox);
      await sandbox.close();
    },
    { scope: "worker" },
  ],
  portal: [
    async ({ sandbox }, use) => {
      const portal = await startPortal({ sandboxUrl: sandbox.url });
      await use(portal);
      await portal.stop();
    },
    { scope: "worker" },
  ],
  company: [
    async ({ portal }, use) => {
      const company = await seedCompany(portal);
      managersSince = Date.now();
      const accounts = new Map(demoCompany().accounts.map((account) => [account.id, account]));
      const catalogue = await company.owner.call("GET", "/api/catalogue");
      for (const role of list(catalogue.json, "roles")) {
        const account = accounts.get(text(role, "accountId"));
        const { name, color } = account ?? { name: "", color: "" };
        await company.owner.call("PATCH", `/api/accounts/${text(role, "catalogueAccountId")}`, {
          name,
          color,
        });
      }
      for (const { arn, destination, note } of demoCompany().roles) {
        const id = company.roleIds.get(arn);
        if (id) await company.owner.call("PATCH", `/api/roles/${id}`, { destination, note });
      }
      await use(company);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  page: async ({ page, portal }, use) => {
    arriveAlive(page, portal.url);
    await use(page);
  },
  expectedErrors: [[], { option: true }],
  noComplaints: [
    async ({ context, expectedErrors }, use) => {
      const complaints: string[] = [];
      watch(context, complaints);
      await use(undefined);
      const unexpected = complaints.filter((told) => !expectedErrors.some((pattern) => pattern.test(told)));
      expect(unexpected, "pages complain about nothing").toEqual([]);
    },
    { auto: true },
  ],
  recentSignIns: [
    async ({ portal, company }, use) => {
      if (Date.now() - managersSince > 120_000) {
        for (const name of ["owner", "admin"] as const) {
          const { cookies } = await signedIn(portal.url, emails[name]);
          company[name].cookies.clear();
          for (const [key, value] of cookies) company[name].cookies.set(key, value);
        }
        managersSince = Date.now();
      }
      await use(undefined);
    },
    { auto: true },
  ],
  developer: async ({ portal, company }, use) => {
    const { owner, roleIds, otherRoleId } = company;
    people += 1;
    const name = `Devon ${people}`;
    const email = `devon${people}@nimbus.example`;
    const id = text((await owner.call("POST", "/api/people", { name, email, password })).json, "id");
    for (const roleId of roleIds.values()) if (roleId !== otherRoleId) await assign(owner, id, roleId);
    await use({ id, name, email, client: await signedIn(portal.url, email) });
  },
  signInAs: async ({ context, portal }, use) => {
    await use(async (who) => {
      await context.addCookies(cookiesOf(who, portal));
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: portal.url });
    });
  },
  elsewhere: async ({ browser, portal }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who) => {
      const context = await browser.newContext({ locale: "en-GB", baseURL: portal.url });
      contexts.push(context);
      if (who) await context.addCookies(cookiesOf(who, portal));
      const page = await context.newPage();
      arriveAlive(page, portal.url);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

/** Chromium may ask for it before it has read which icon a page names. */
const guessedIcon = /\/favicon\.ico$/;

function watch(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    if (guessedIcon.test(message.location().url)) return;
    if (message.type() === "error" || (message.type() === "warning" && complaint.test(message.text())))
      complaints.push(`${message.type()} at ${message.location().url}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack ?? error.error()}`));
}

const cookiesOf = (who: ApiClient, { url }: Portal) =>
  [...who.cookies].map(([name, value]) => ({ name, value, url }));

/** Makes going to a page of the portal, and loading it anew, last until the page answers keys and clicks. */
function arriveAlive(page: Page, portalUrl: string): void {
  const { goto, reload } = page;
  const alive = async () => {
    if (page.url().startsWith(portalUrl)) await answersKeys(page);
  };
  page.goto = async (...wanted) => {
    const answer = await goto.apply(page, wanted);
    await alive();
    return answer;
  };
  page.reload = async (...wanted) => {
    const answer = await reload.apply(page, wanted);
    await alive();
    return answer;
  };
}

/**
 * Waits until React has taken over everything on a page that a person can act on: what is clicked or typed before
 * then does what the browser alone makes of it. A page without the portal's scripts has nothing to wait for.
 */
async function answersKeys(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    if (document.querySelector('script[src*="/_next/"]') === null) return true;
    const parts = document.body.querySelectorAll("button, input, select, textarea, form");
    return [...parts].every((part) => Object.keys(part).some((key) => key.startsWith("__reactProps$")));
  });
}

/** Waits for what a page shows and for the page itself, where a click and not its address has led there. */
export async function arrive(shown: Locator): Promise<void> {
  await shown.waitFor();
  await shown.page().waitForLoadState();
  await answersKeys(shown.page());
}

/** A list inside of JSON. */
export function list(json: unknown, name: string): unknown[] {
  const found =
    json !== null && typeof json === "object"
      ? Object.entries(json).find(([key]) => key === name)
      : undefined;
  if (!Array.isArray(found?.[1])) throw new Error(`no list ${name} in ${JSON.stringify(json)}`);
  return found[1];
}

/** What the sandbox's console page says about one thing. */
export const consoleFact = (page: Page, id: string): Locator => page.getByTestId(id);

/** Waits until the page answers keys: what the server sent alone does not. */
export async function ready(page: Page): Promise<void> {
  const search = page.getByRole("combobox", { name: /Search roles|ロールを検索/ });
  await expect(search).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(search).toBeFocused({ timeout: 250 });
  }).toPass();
}

export { expect, password, signedIn };
