import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { freePort } from "../../scripts/test-postgres.ts";
import { type ApiAnswer, ApiClient, codeOf, member } from "../support/api-client.ts";
import {
  type IdentityProvider,
  passProvider,
  type Subject,
  startIdentityProvider,
} from "../support/identity-provider.ts";
import { emails, password, type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

let provider: IdentityProvider;
let sandbox: Sandbox;
let portal: Portal;
let company: SeededPortal;

const oidcEnv = (change: Record<string, string> = {}) => ({
  GENKAN_OIDC_ISSUER: provider.issuer,
  GENKAN_OIDC_CLIENT_ID: provider.clientId,
  GENKAN_OIDC_CLIENT_SECRET: provider.clientSecret,
  GENKAN_OIDC_SCOPES: "openid email profile teams",
  GENKAN_OIDC_NAME: "Nimbus directory",
  ...change,
});

beforeAll(async () => {
  const port = await freePort();
  const other = await freePort();
  const callback = (at: number) => `http://127.0.0.1:${at}/api/auth/callback/oidc`;
  provider = await startIdentityProvider([
    callback(port),
    callback(other),
    "https://portal.example.test/api/auth/callback/oidc",
  ]);
  sandbox = await startSandbox();
  portal = await startPortal({ port, env: oidcEnv(), sandboxUrl: sandbox.url });
  company = await seedCompany(portal);
  wrongPort = other;
});
let wrongPort = 0;
afterAll(async () => {
  await portal?.stop();
  await provider?.close();
  await sandbox?.close();
});

const grace: Subject = {
  sub: "grace-1906",
  email: "grace@nimbus.example",
  name: "Grace Hopper",
  groups: ["compilers", "navy"],
};

/** Presses the provider's button: the address of the provider that the browser is sent to. */
async function begin(
  client: ApiClient,
  callbackUrl = "/",
  more: Record<string, string> = {},
): Promise<{ answer: ApiAnswer; authorize: string }> {
  const csrfToken = text((await client.call("GET", "/api/auth/csrf")).json, "csrfToken");
  const form = new URLSearchParams({ csrfToken, callbackUrl, json: "true", ...more });
  const answer = await client.call("POST", "/api/auth/signin/oidc", form);
  return { answer, authorize: String(member(answer.json, "url") ?? "") };
}

const finish = (client: ApiClient, back: URL) => client.call("GET", back.pathname + back.search);

async function signIn(client: ApiClient, callbackUrl?: string): Promise<ApiAnswer> {
  const { authorize } = await begin(client, callbackUrl);
  return finish(client, await passProvider(provider.issuer, authorize));
}

async function me(client: ApiClient): Promise<unknown> {
  return (await client.call("GET", "/api/me")).json;
}

function expectRefusal(answer: ApiAnswer, code: RegExp): void {
  expect(answer.status).toBe(302);
  const to = new URL(answer.headers.get("location") ?? "", portal.url);
  expect([to.origin, to.pathname]).toEqual([portal.url, "/sign-in"]);
  expect(to.searchParams.get("error")).toMatch(code);
  expect(answer.headers.getSetCookie().join()).not.toMatch(/genkan\.sign-in=[^;]/);
}

const groupsOf = (personId: string): unknown => {
  const database = new Database(portal.databaseFile, { readonly: true });
  const row = database.prepare(`SELECT "groups" FROM "Person" WHERE "id" = ?`).get(personId);
  database.close();
  return JSON.parse(text(row, "groups"));
};

describe("signing in with an identity provider", () => {
  test("goes out with PKCE, state, nonce and the configured scopes", async () => {
    const { authorize } = await begin(new ApiClient(portal.url));
    const asked = new URL(authorize).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: "code",
      client_id: "genkan",
      scope: "openid email profile teams",
      code_challenge_method: "S256",
      redirect_uri: `${portal.url}/api/auth/callback/oidc`,
    });
    for (const name of ["state", "nonce", "code_challenge"])
      expect(asked.get(name)?.length, name).toBeGreaterThanOrEqual(32);
    const second = new URL((await begin(new ApiClient(portal.url))).authorize).searchParams;
    for (const name of ["state", "nonce", "code_challenge"])
      expect(asked.get(name)).not.toBe(second.get(name));
  });

  test("makes a member without assignments, and leads back to where they were", async () => {
    provider.signInAs(grace);
    const client = new ApiClient(portal.url);
    const answer = await signIn(client, "/settings");
    expect(answer.status).toBe(302);
    expect(new URL(answer.headers.get("location") ?? "", portal.url).href).toBe(`${portal.url}/settings`);
    expect(await me(client)).toMatchObject({
      name: "Grace Hopper",
      email: "grace@nimbus.example",
      portalRole: "member",
      sessionName: "grace@nimbus.example",
    });
    expect(member((await client.call("GET", "/api/catalogue")).json, "roles")).toEqual([]);
  });

  test("leads back to an AWS client's question with all that it asks", async () => {
    provider.signInAs(grace);
    const client = new ApiClient(portal.url);
    const question = `/authorize?${new URLSearchParams({
      response_type: "code",
      client_id: "c".repeat(43),
      redirect_uri: "http://127.0.0.1:54321/oauth/callback",
      state: "7f0a2c9e-2f65-4f0f-9b43-4d1a90b1f3b5",
      code_challenge_method: "S256",
      scopes: "sso:account:access codewhisperer:completions",
      code_challenge: "x".repeat(43),
    })}`;
    const sent = await client.call("GET", question);
    const signInPage = new URL(sent.headers.get("location") ?? "", portal.url);
    expect(signInPage.pathname).toBe("/sign-in");
    const answer = await signIn(client, signInPage.searchParams.get("callbackUrl") ?? "");
    const back = new URL(answer.headers.get("location") ?? "", portal.url);
    expect(back.pathname + back.search).toBe(question);
    expect((await client.call("GET", question)).status).toBe(200);
  });

  test("finds the same person again, with the groups of that day", async () => {
    provider.signInAs(grace);
    const first = new ApiClient(portal.url);
    await signIn(first);
    const personId = text(await me(first), "personId");
    expect(groupsOf(personId)).toEqual(["compilers", "navy"]);
    provider.signInAs({ ...grace, email: "hopper@elsewhere.example", groups: ["retired"] });
    const second = new ApiClient(portal.url);
    await signIn(second);
    expect(text(await me(second), "personId")).toBe(personId);
    expect(groupsOf(personId)).toEqual(["retired"]);
    expect(text(await me(second), "sessionName")).toBe("grace@nimbus.example");
  });

  test("with the e-mail of somebody who has a password is being somebody else", async () => {
    provider.signInAs({ sub: "not-the-owner", email: emails.owner, name: "Mallory" });
    const client = new ApiClient(portal.url);
    await signIn(client);
    const theirs = await me(client);
    expect(member(theirs, "personId")).not.toBe(company.people.owner);
    expect(member(theirs, "portalRole")).toBe("member");
    expect(member(theirs, "sessionName")).not.toBe(emails.owner);
    expect((await client.call("GET", "/api/people")).status).toBe(403);
    expect((await new ApiClient(portal.url).signIn(emails.owner, password)).status).toBe(200);
  });

  test("with the e-mail of another subject is being somebody else", async () => {
    provider.signInAs(grace);
    const first = new ApiClient(portal.url);
    await signIn(first);
    provider.signInAs({ ...grace, sub: "another-grace" });
    const second = new ApiClient(portal.url);
    await signIn(second);
    expect(text(await me(second), "personId")).not.toBe(text(await me(first), "personId"));
    expect(text(await me(second), "sessionName")).not.toBe(text(await me(first), "sessionName"));
  });

  test("is refused for a disabled person, whose browsers are signed out", async () => {
    provider.signInAs({ sub: "leaver", email: "leaver@nimbus.example" });
    const client = new ApiClient(portal.url);
    await signIn(client);
    const personId = text(await me(client), "personId");
    await company.owner.call("PATCH", `/api/people/${personId}`, { disabled: true });
    expect((await client.call("GET", "/api/me")).status).toBe(401);
    expectRefusal(await signIn(new ApiClient(portal.url)), /^person_disabled$/);
  });

  test("survives a subject without e-mail or name", async () => {
    provider.signInAs({ sub: "bare" });
    const client = new ApiClient(portal.url);
    await signIn(client);
    expect(await me(client)).toMatchObject({ email: "bare", name: "bare", sessionName: "bare" });
  });

  test("shows hostile names as text and keeps one line of them", async () => {
    provider.signInAs({
      sub: "hostile",
      name: "<img src=x onerror=alert(1)>\r\nSet-Cookie: a=b",
      email: "h@x.example",
    });
    const client = new ApiClient(portal.url);
    await signIn(client);
    expect(text(await me(client), "name")).toBe("<img src=x onerror=alert(1)> Set-Cookie: a=b");
    expect((await client.call("GET", "/settings")).text).not.toContain("<img src=x");
  });
});

describe("groups of the claim", () => {
  test("take people in and let them go at each sign-in; what a group gave is refused right after", async () => {
    const { owner, otherRoleId } = company;
    const fields = { name: "Type theorists", claim: "type-theorists" };
    const groupId = text((await owner.call("POST", "/api/groups", fields)).json, "id");
    await owner.call("POST", "/api/assignments", { groupId, roleId: otherRoleId });
    const joan: Subject = { sub: "joan", email: "joan@nimbus.example" };
    const signedIn = async (groups: string[]) => {
      provider.signInAs({ ...joan, groups });
      const client = new ApiClient(portal.url);
      await signIn(client);
      return client;
    };
    const first = await signedIn(["navy", "type-theorists"]);
    const ask = async () => {
      const answer = await first.call("POST", `/api/roles/${otherRoleId}/credentials`, {});
      return [answer.status, codeOf(answer)];
    };
    const members = async () =>
      member((await owner.call("GET", `/api/groups/${groupId}`)).json, "group", "members", "byClaim");
    expect(await ask()).toEqual([200, undefined]);
    expect(await members()).toBe(1);
    await signedIn(["navy"]);
    expect(await ask()).toEqual([404, "role_not_assigned"]);
    expect(await members()).toBe(0);
    await signedIn(["type-theorists"]);
    expect(await ask()).toEqual([200, undefined]);
    const claims = (await owner.call("GET", "/api/groups/claims")).json;
    expect(member(claims, "claims")).toContainEqual({
      claim: "type-theorists",
      people: 1,
      group: { id: groupId, name: "Type theorists" },
    });
    await owner.call("PATCH", `/api/groups/${groupId}`, { claim: "navy" });
    expect(await ask()).toEqual([404, "role_not_assigned"]);
  });
});

describe("an invitation", () => {
  async function invite(email: string): Promise<{ token: string; personId: string }> {
    const { json } = await company.admin.call("POST", "/api/people/invitations", { name: "Invited", email });
    const token = new URL(text(json, "link")).hash.replace("#token=", "");
    return { token, personId: text(member(json, "person"), "id") };
  }

  /** Accepts as a subject of the provider, in a browser of their own. */
  async function accept(token: string, subject: Subject): Promise<{ client: ApiClient; answer: ApiAnswer }> {
    provider.signInAs(subject);
    const client = new ApiClient(portal.url);
    const { authorize } = await begin(client, "/", { invitation: token });
    expect(client.cookies.get("genkan.invitation")).toBe(token);
    const answer = await finish(client, await passProvider(provider.issuer, authorize));
    expect(client.cookies.has("genkan.invitation")).toBe(false);
    return { client, answer };
  }

  const peopleThere = async () => member((await company.owner.call("GET", "/api/people")).json, "total");

  test("binds the first who opens it to the invited person, never by e-mail, and only them", async () => {
    const { token, personId } = await invite("ada@nimbus.example");
    provider.signInAs({ sub: "same-mail", email: "ada@nimbus.example" });
    const other = new ApiClient(portal.url);
    await signIn(other);
    expect(text(await me(other), "personId")).not.toBe(personId);
    const ada: Subject = { sub: "ada-1815", email: "lovelace@elsewhere.example" };
    const { client, answer } = await accept(token, ada);
    expect(answer.headers.get("location")).not.toContain("error");
    expect(await me(client)).toMatchObject({ personId, name: "Invited", email: "ada@nimbus.example" });
    const people = await peopleThere();
    expectRefusal((await accept(token, { sub: "late" })).answer, /^invitation_invalid$/);
    expectRefusal((await accept("x".repeat(43), { sub: "guess" })).answer, /^invitation_invalid$/);
    expect(await peopleThere()).toBe(people);
    const again = new ApiClient(portal.url);
    provider.signInAs(ada);
    await signIn(again);
    expect(text(await me(again), "personId")).toBe(personId);
    const shown = [portal.output(), (await company.owner.call("GET", "/api/audit")).text];
    expect(shown.join()).not.toContain(token);
  });

  test("is refused to an identity that is somebody's already, and stays usable", async () => {
    provider.signInAs(grace);
    await signIn(new ApiClient(portal.url));
    const { token, personId } = await invite("kay@nimbus.example");
    expectRefusal((await accept(token, grace)).answer, /^identity_taken$/);
    const { client } = await accept(token, { sub: "kay" });
    expect(text(await me(client), "personId")).toBe(personId);
  });

  test("belongs to the sign-in that began with it and to no later one of that browser", async () => {
    const { token, personId } = await invite("barbara@nimbus.example");
    const client = new ApiClient(portal.url);
    await begin(client, "/", { invitation: token });
    provider.signInAs({ sub: "passer-by" });
    await signIn(client);
    expect(text(await me(client), "personId")).not.toBe(personId);
    const { client: hers } = await accept(token, { sub: "barbara" });
    expect(text(await me(hers), "personId")).toBe(personId);
  });

  test("is accepted with a password instead, once, by whoever has the link", async () => {
    const email = "edsger@nimbus.example";
    const { token, personId } = await invite(email);
    const anyone = new ApiClient(portal.url);
    expect((await anyone.call("POST", "/api/invitation", { token })).json).toMatchObject({
      email,
      oidc: { name: "Nimbus directory" },
    });
    const asked = () => anyone.call("POST", "/api/invitation/acceptance", { token, password });
    expect((await asked()).status).toBe(200);
    expect(codeOf(await asked())).toBe("invitation_invalid");
    const client = new ApiClient(portal.url);
    await client.signIn(email, password);
    expect(text(await me(client), "personId")).toBe(personId);
  });
});

describe("a callback", () => {
  const refused = /^(identity_provider_failed|sign_in_refused)$/;

  test.each(["state", "code"])("with another %s is refused", async (name) => {
    provider.signInAs(grace);
    const client = new ApiClient(portal.url);
    const back = await passProvider(provider.issuer, (await begin(client)).authorize);
    back.searchParams.set(name, "x".repeat(43));
    expectRefusal(await finish(client, back), refused);
    expect((await client.call("GET", "/api/me")).status).toBe(401);
  });

  test.each(["genkan.state", "genkan.pkce", "genkan.nonce"])(
    "with the %s of another sign-in is refused",
    async (name) => {
      provider.signInAs(grace);
      const other = new ApiClient(portal.url);
      await begin(other);
      const client = new ApiClient(portal.url);
      const back = await passProvider(provider.issuer, (await begin(client)).authorize);
      client.cookies.set(name, other.cookies.get(name) ?? "");
      expectRefusal(await finish(client, back), refused);
      client.cookies.delete(name);
      expectRefusal(await finish(client, back), refused);
    },
  );

  test("in a browser that did not begin is refused", async () => {
    provider.signInAs(grace);
    const back = await passProvider(provider.issuer, (await begin(new ApiClient(portal.url))).authorize);
    expectRefusal(await finish(new ApiClient(portal.url), back), refused);
  });

  test("for the second time is refused, with the first one's cookies too", async () => {
    provider.signInAs(grace);
    const client = new ApiClient(portal.url);
    const back = await passProvider(provider.issuer, (await begin(client)).authorize);
    const before = client.copy();
    expect((await finish(client, back)).headers.get("location")).not.toContain("error");
    expectRefusal(await finish(before, back), refused);
    expectRefusal(await finish(client.copy(), back), refused);
  });

  test.each([
    "",
    "?error=access_denied&state=x",
    "?code=",
    "?code=x&code=y&state=a&state=b",
    "?iss=https://evil.example",
  ])("of %j is refused", async (query) => {
    const client = new ApiClient(portal.url);
    await begin(client);
    expectRefusal(await client.call("GET", `/api/auth/callback/oidc${query}`), refused);
  });
});

describe("an identity provider", () => {
  test("that does not know our secret is told on the sign-in page", async () => {
    const wrong = await startPortal({
      port: wrongPort,
      env: oidcEnv({ GENKAN_OIDC_CLIENT_SECRET: "not-the-client-secret-at-all" }),
    });
    provider.signInAs(grace);
    const client = new ApiClient(wrong.url);
    const { authorize } = await begin(client);
    const answer = await finish(client, await passProvider(provider.issuer, authorize));
    await wrong.stop();
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("/sign-in?error=identity_provider_failed");
    expect(wrong.output()).not.toMatch(/not-the-client-secret|^\s+at /m);
  });

  test("that is away is named by code, and signing in with a password still works", async () => {
    const away = `http://127.0.0.1:${await freePort()}`;
    const alone = await startPortal({ env: oidcEnv({ GENKAN_OIDC_ISSUER: away }) });
    const { owner } = await seedCompany(alone);
    const client = new ApiClient(alone.url);
    const { answer } = await begin(client);
    expect(codeOf(answer)).toBe("identity_provider_failed");
    const back = await client.call("GET", "/api/auth/callback/oidc?code=x&state=y");
    expect([back.status, back.headers.get("location")?.split("=")[0]]).toEqual([302, "/sign-in?error"]);
    expect((await owner.call("GET", "/api/me")).status).toBe(200);
    await alone.stop();
  });
});

describe("behind https", () => {
  test("all seven cookies are __Host-, Secure, HttpOnly and Lax, and HSTS is there", async () => {
    const origin = "https://portal.example.test";
    const secure = await startPortal({ env: oidcEnv({ GENKAN_URL: origin }) });
    const client = new ApiClient(secure.url);
    const headers = { Origin: origin };
    const answers: ApiAnswer[] = [];
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await client.call(method, path, body, headers);
      answers.push(answer);
      return answer;
    };
    const person = { name: "Owner", email: emails.owner, password };
    await ask("POST", "/api/setup", { token: secure.setupToken, ...person });
    const csrfToken = text((await ask("GET", "/api/auth/csrf")).json, "csrfToken");
    const form = (more: Record<string, string>) => new URLSearchParams({ csrfToken, json: "true", ...more });
    await ask("POST", "/api/auth/signin/oidc", form({ callbackUrl: "/settings", invitation: "of-a-link" }));
    await ask("POST", "/api/auth/callback/credentials", form({ email: emails.owner, password }));
    await ask("GET", "/");
    await ask("GET", "/api/me");
    await ask("POST", "/api/auth/signout", {});
    await secure.stop();
    const cookies = answers.flatMap((answer) => answer.headers.getSetCookie());
    const names = new Set(cookies.map((cookie) => cookie.split("=")[0]));
    expect(names).toEqual(
      new Set(
        ["sign-in", "callback-url", "csrf-token", "pkce", "state", "nonce", "invitation"].map(
          (name) => `__Host-genkan.${name}`,
        ),
      ),
    );
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Secure(;|$)/i);
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).toMatch(/; Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/; Domain=/i);
    }
    for (const answer of answers)
      expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200]);
  });
});
