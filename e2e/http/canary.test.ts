import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { portalAccessKey } from "../../sandbox/company.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { freePort } from "../../scripts/test-postgres.ts";
import { pageMatrix } from "../authorization-matrix.ts";
import { ApiClient, member } from "../support/api-client.ts";
import { type IdentityProvider, passProvider, startIdentityProvider } from "../support/identity-provider.ts";
import { notice } from "../support/notice.ts";
import { password, type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { type Portal, portalSecret, root, startPortal } from "../support/start-portal.ts";

// G23: secrets that can be told apart go through the portal; then everything that it keeps or says is searched.
let sandbox: Sandbox;
let provider: IdentityProvider;
let portal: Portal;
let company: SeededPortal;

beforeAll(async () => {
  const port = await freePort();
  sandbox = await startSandbox();
  provider = await startIdentityProvider([`http://127.0.0.1:${port}/api/auth/callback/oidc`]);
  portal = await startPortal({
    sandboxUrl: sandbox.url,
    port,
    env: {
      GENKAN_OIDC_ISSUER: provider.issuer,
      GENKAN_OIDC_CLIENT_ID: provider.clientId,
      GENKAN_OIDC_CLIENT_SECRET: provider.clientSecret,
    },
  });
  company = await seedCompany(portal);
});
afterAll(async () => {
  await portal?.stop();
  await provider?.close();
  await sandbox?.close();
});

type Canary = [name: string, secret: string];

/** Every spelling in which a secret may lie somewhere. */
function spellings(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return [
    secret,
    base64.replace(/=+$/, "").slice(0, -1),
    Buffer.from(`x${secret}`).toString("base64").slice(2, -4),
    Buffer.from(`xx${secret}`).toString("base64").slice(3, -4),
    Buffer.from(secret).toString("base64url").slice(0, -1),
    Buffer.from(secret).toString("hex"),
    encodeURIComponent(secret),
    new URLSearchParams({ a: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  ].filter((spelling) => spelling.length >= 8);
}

/** Uses the portal in every way that touches a secret, and returns the secrets. */
async function spread(): Promise<Canary[]> {
  const canaries: Canary[] = [
    ["GENKAN_SECRET", portalSecret],
    ["the portal's AWS secret key", portalAccessKey.secret],
    ["the OIDC client secret", provider.clientSecret],
    ["the setup token", portal.setupToken ?? ""],
    ["everybody's password", password],
  ];
  const { owner, developer, assignedRoleId, people } = company;
  const add = (name: string, secret: unknown) => canaries.push([name, String(secret)]);

  const first = "canary-first-password-4Tq9";
  const second = 'canary-second-pässword-"\\/7Zk1';
  const wrong = "canary-wrong-password-2Wm8";
  add("a new person's password", first);
  add("a changed password", second);
  add("a wrong password", wrong);
  const email = "canary@nimbus.example";
  const added = await owner.call("POST", "/api/people", { name: "Canary", email, password: first });
  await new ApiClient(portal.url).signIn(email, first);
  await owner.call("PATCH", `/api/people/${text(added.json, "id")}`, { password: second });
  const person = new ApiClient(portal.url);
  await person.signIn(email, second);
  await new ApiClient(portal.url).signIn(email, wrong);
  await new ApiClient(portal.url).signIn("nobody@nimbus.example", wrong);
  await owner.call("PATCH", `/api/people/${people.developer}`, { password: wrong, unknown: wrong });
  await owner.call("POST", "/api/people", `{"password":"${wrong}"`);

  const kept = new ApiClient(portal.url);
  await kept.call("GET", "/api/auth/csrf");
  const csrf = decodeURIComponent(kept.cookies.get("genkan.csrf-token") ?? "");
  add("a csrf cookie's hash", csrf.split("|")[1]);
  for (const client of [owner, developer, person])
    add("a sign-in cookie", client.cookies.get("genkan.sign-in"));

  for (const format of [undefined, "bash", "json", "credential-process"]) {
    const answer = await developer.call(
      "POST",
      `/api/roles/${assignedRoleId}/credentials`,
      format ? { format } : {},
    );
    const find = (pattern: RegExp) => pattern.exec(answer.text)?.[1] ?? "";
    add("an access key id", find(/(ASIA[A-Z0-9]{16})/));
    add("a secret access key", find(/SECRET_ACCESS_KEY='([^']+)/) || find(/[sS]ecretAccessKey": ?"([^"]+)/));
    add("a session token", find(/SESSION_TOKEN='([^']+)/) || find(/[sS]essionToken": ?"([^"]+)/));
  }
  const opened = await developer.call("POST", `/api/roles/${assignedRoleId}/console`, {});
  add("a console sign-in token", new URL(text(opened.json, "url")).searchParams.get("SigninToken"));
  for (const kind of ["429", "garbage", "empty", "reset"]) {
    await fetch(`${sandbox.url}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ target: "sts", kind }),
    });
    await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {});
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: "DELETE" });
  }
  for (const name of ["genkan.state", "genkan.pkce", "genkan.nonce"]) {
    const csrfToken = text((await kept.call("GET", "/api/auth/csrf")).json, "csrfToken");
    const form = new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/" });
    await kept.call("POST", "/api/auth/signin/oidc", form);
    add(`the cookie ${name}`, kept.cookies.get(name));
  }
  provider.signInAs({ sub: "canary-subject", email: "oidc@nimbus.example" });
  const authorize = text(
    (await kept.call("POST", "/api/auth/signin/oidc", await oidcForm(kept))).json,
    "url",
  );
  const at = await passProvider(provider.issuer, authorize);
  add("an authorization code", at.searchParams.get("code"));
  await kept.call("GET", at.pathname + at.search);
  add("a sign-in cookie of the identity provider's person", kept.cookies.get("genkan.sign-in"));
  return canaries;
}

async function oidcForm(client: ApiClient): Promise<URLSearchParams> {
  const csrfToken = text((await client.call("GET", "/api/auth/csrf")).json, "csrfToken");
  return new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/" });
}

/** Everything that the portal keeps or shows, by name. */
async function everything(): Promise<[place: string, content: string][]> {
  const { owner, auditor, developer, assignedRoleId } = company;
  const places: [string, string][] = [];
  // The token's one place is this log, on purpose.
  places.push(["the log", portal.output().replace(/\/setup#token=[\w-]+/, "")]);
  for (const suffix of ["", "-wal", "-shm", ".lock"]) {
    const file = `${portal.databaseFile}${suffix}`;
    places.push([`the database file${suffix}`, read(file)]);
  }
  for (let before = ""; ; ) {
    const page = await auditor.call("GET", `/api/audit?limit=500${before}`);
    places.push(["the audit API", page.text]);
    const next = member(page.json, "next");
    if (typeof next !== "number") break;
    before = `&before=${next}`;
  }
  for (const path of [
    "/api/me",
    "/api/people",
    "/api/assignments",
    "/api/catalogue",
    "/api/openapi.json",
    "/api/auth/providers",
    "/api/auth/session",
  ])
    places.push([path, (await owner.call("GET", path)).text]);
  const pages = Object.values(pageMatrix).flatMap((cases) => cases.map(({ path }) => path));
  for (const path of [...pages, "/no-such-page"])
    for (const [who, client] of Object.entries({ owner, developer, anyone: new ApiClient(portal.url) })) {
      const answer = await client.copy().call("GET", path.replaceAll(/\{\w+\}/g, assignedRoleId));
      places.push([`the page ${path} for ${who}`, answer.text]);
    }
  for (const file of filesUnder(join(root, ".next/static"))) places.push([file, read(file)]);
  return places;
}

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

test("no secret is in the database, a log, the audit API, a page or the browser's bundle", async () => {
  const canaries = await spread();
  for (const [name, secret] of canaries) expect(secret.length, name).toBeGreaterThan(8);
  const places = await everything();
  const found = canaries.flatMap(([name, secret]) =>
    places
      // What is read is bytes as latin1; so is what is looked for.
      .filter(([, content]) =>
        spellings(secret).some(
          (spelling) =>
            content.includes(Buffer.from(spelling).toString("latin1")) || content.includes(spelling),
        ),
      )
      .map(([place]) => `${name} in ${place}`),
  );
  expect(found).toEqual([]);
  const size = places.reduce((sum, [, content]) => sum + content.length, 0);
  notice(`${canaries.length} canaries in none of ${places.length} places (${Math.round(size / 1024)} kB)`);
});

test("the search would find them", async () => {
  const secret = 'canary/with+signs="\\ and ünïcode';
  const hidden = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify({ secret }),
    Buffer.from(`ab${secret}cd`).toString("base64"),
    Buffer.from(`{"a":"${secret}"}`).toString("base64"),
  ];
  for (const text of hidden.slice(0, 4))
    expect(spellings(secret).some((spelling) => text.includes(spelling))).toBe(true);
});
