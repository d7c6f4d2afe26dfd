import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  apiMatrix,
  type Case,
  type Ids,
  pageMatrix,
  type Row,
  type ViewerKind,
  viewers,
} from "../authorization-matrix.ts";
import { awsMatrix, type ClientKind, clientKinds } from "../aws-matrix.ts";
import { type ApiAnswer, ApiClient, codeOf, member } from "../support/api-client.ts";
import { askAws, bearing, signClientIn } from "../support/aws-sign-in.ts";
import { discoverPages, discoverRoutes, methods } from "../support/discover-routes.ts";
import { notice } from "../support/notice.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { assign, password, signedIn, text } from "../support/seed-company.ts";
import { tokenScopes } from "../token-scopes.ts";

const under = portalForFile();
const clients = new Map<string, ApiClient>();
/** Access tokens of the owner: one for each of three scopes, and one for all others. */
const tokenKinds = {
  reading: ["catalogue:read"],
  auditing: ["audit:read"],
  terminal: ["roles:credentials"],
  full: ["catalogue:read", "catalogue:write", "audit:read", "roles:use"],
};
type TokenKind = keyof typeof tokenKinds;
const tokens = new Map<string, string>();
const toAll = (answer: string) =>
  Object.fromEntries(viewers.map((kind) => [kind, answer])) as Case["answers"];
let cells = 0;

const client = (kind: string) => (clients.get(kind) ?? new ApiClient(under.portal.url)).copy();

beforeAll(async () => {
  const { company, portal } = under;
  const { owner } = company;
  const leaving = await addPerson(owner, "leaving@nimbus.example");
  await assign(owner, leaving, company.assignedRoleId);
  const disabled = await signedIn(portal.url, "leaving@nimbus.example");
  await owner.call("PATCH", `/api/people/${leaving}`, { disabled: true });
  const signedOut = await signedIn(portal.url, "dev@nimbus.example");
  const kept = signedOut.copy();
  await signedOut.call("POST", "/api/auth/signout", {});
  clients
    .set("anonymous", new ApiClient(portal.url))
    .set("disabled", disabled)
    .set("signedOut", kept)
    .set("unassigned", company.bystander)
    .set("assigned", company.developer)
    .set("auditor", company.auditor)
    .set("admin", company.admin)
    .set("owner", owner);
  for (const [name, scopes] of Object.entries(tokenKinds))
    tokens.set(name, text((await owner.call("POST", "/api/me/tokens", { name, scopes })).json, "token"));
});

async function addPerson(owner: ApiClient, email: string): Promise<string> {
  return text((await owner.call("POST", "/api/people", { name: "Somebody", email, password })).json, "id");
}

async function addRole(owner: ApiClient, name: string): Promise<string> {
  const reference = `arn:aws:iam::210987654301:role/${name}`;
  return text((await owner.call("POST", "/api/roles", { reference })).json, "id");
}

async function addSource(owner: ApiClient, name: string): Promise<string> {
  return text((await owner.call("POST", "/api/sources", { kind: "environment", name })).json, "id");
}

let made = 0;
const spare = new Map<string, string>();

/** Ids for one cell. What a cell before it did not use up serves again. */
async function idsFor(): Promise<Ids> {
  made += 1;
  const { owner, assignedRoleId } = under.company;
  const unused = async (name: keyof Ids, make: () => string | Promise<string>): Promise<string> => {
    const id = spare.get(name) ?? (await make());
    spare.set(name, id);
    return id;
  };
  const freshPerson = await unused("freshPerson", () => addPerson(owner, `fresh${made}@nimbus.example`));
  return {
    ...assignedInAws(),
    assignedRole: assignedRoleId,
    account: await unused("account", async () =>
      text((await owner.call("GET", `/api/roles/${assignedRoleId}`)).json, "catalogueAccountId"),
    ),
    nobodysRole: await unused("nobodysRole", () => addRole(owner, `Nobodys${made}`)),
    othersSignIn: await unused("othersSignIn", endedSignIn),
    freshPerson,
    freshRole: await unused("freshRole", () => addRole(owner, `Fresh${made}`)),
    freshAssignment: await unused("freshAssignment", async () =>
      assign(owner, freshPerson, await addRole(owner, `Assigned${made}`)),
    ),
    freshGroup: await unused("freshGroup", async () =>
      text((await owner.call("POST", "/api/groups", { name: `Fresh ${made}` })).json, "id"),
    ),
    freshSource: await unused("freshSource", () => addSource(owner, `Fresh ${made}`)),
    ...assignedInAws(),
    unique: `unique${made}@nimbus.example`,
  };
}

/** The assigned role as AWS's clients name it. */
function assignedInAws(): Pick<Ids, "assignedAccountNumber" | "assignedRoleName"> {
  const { roleIds, assignedRoleId } = under.company;
  const [arn = ""] = [...roleIds].find(([, id]) => id === assignedRoleId) ?? [];
  const [, , , , assignedAccountNumber = "", resource = ""] = arn.split(":");
  return { assignedAccountNumber, assignedRoleName: resource.split("/").at(-1) ?? "" };
}

/** A sign-in session of somebody who takes no part in the walk. */
function endedSignIn(): string {
  const database = new Database(under.portal.databaseFile, { readonly: true });
  const row = database.prepare(`SELECT "id" FROM "SignIn" WHERE "endedAt" IS NOT NULL LIMIT 1`).get();
  database.close();
  return text(row, "id");
}

type Asking = Pick<Case, "path" | "body">;

async function ask(kind: ViewerKind | TokenKind, method: string, { path, body }: Asking): Promise<ApiAnswer> {
  const ids = await idsFor();
  cells += 1;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(ids, name));
  const token = tokens.get(kind);
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const answer = await client(kind).call(method, address, body?.(ids), headers);
  if (answer.status < 300 && method !== "GET" && method !== "HEAD")
    for (const [used] of `${path} ${body}`.matchAll(/fresh\w+/g)) spare.delete(used);
  return answer;
}

/** Status and code; below /aws the name of AWS's exception, unless the answer is to a HEAD. */
const told = (answer: ApiAnswer) => {
  const exception = answer.text === "" ? null : answer.headers.get("x-amzn-errortype");
  return [answer.status, exception ?? codeOf(answer)].filter(Boolean).join(" ");
};

describe("every API address", () => {
  test("has a row, and every row an address", () => {
    expect(Object.keys(apiMatrix).sort()).toEqual(discoverRoutes());
  });

  test.each(Object.entries(apiMatrix))(
    "%s answers each kind of viewer and method as declared",
    async (_, row) => {
      for (const method of methods)
        for (const { answers, ...asking } of row[method] ?? undeclared(row))
          for (const kind of viewers) {
            const answer = await ask(kind, method, asking);
            const expected = method === "HEAD" ? (answers[kind].split(" ")[0] ?? "") : answers[kind];
            expect(`${method} ${asking.path} by ${kind}: ${told(answer)}`).toBe(
              `${method} ${asking.path} by ${kind}: ${expected}`,
            );
          }
    },
    120_000,
  );
});

/** What an owner's token is answered: what the owner is, where it has the scope that the address names. */
function answerTo(kind: TokenKind, operation: string, { answers, toToken }: Case): string {
  if (toToken !== undefined)
    return tokenKinds[kind].some((scope) => scope.startsWith("roles:")) ? toToken : "403 ForbiddenException";
  if (answers.anonymous !== "401 sign_in_required") return answers.anonymous;
  const scopes = [tokenScopes[operation] ?? []].flat();
  if (scopes.length === 0) return "403 token_not_accepted";
  const taken = scopes.some((scope) => scope === "any" || tokenKinds[kind].includes(scope));
  return taken ? answers.owner : "403 token_scope_missing";
}

const isTokenKind = (kind: string): kind is TokenKind => kind in tokenKinds;

describe("every API address asked with an owner's access token", () => {
  test("has its scope declared, where it takes one", () => {
    const asked = Object.entries(apiMatrix).flatMap(([pattern, row]) =>
      Object.keys(row).map((method) => `${method} ${pattern}`),
    );
    expect(asked).toEqual(expect.arrayContaining(Object.keys(tokenScopes)));
  });

  test.each(Object.entries(apiMatrix))(
    "%s answers it as its scopes are declared",
    async (pattern, row) => {
      for (const method of methods)
        for (const asking of row[method] ?? undeclared(row))
          for (const kind of Object.keys(tokenKinds).filter(isTokenKind)) {
            const answer = await ask(kind, method, asking);
            const whole = answerTo(kind, `${method} ${pattern}`, asking);
            const expected = method === "HEAD" ? (whole.split(" ")[0] ?? "") : whole;
            expect(`${method} ${asking.path} by ${kind}: ${told(answer)}`).toBe(
              `${method} ${asking.path} by ${kind}: ${expected}`,
            );
          }
    },
    120_000,
  );
});

describe("every address below /aws asked with an AWS client's access token", () => {
  async function clientToken(kind: ClientKind): Promise<string> {
    const { developer, bystander } = under.company;
    const person = kind === "unassigned" ? bystander : developer;
    const { accessToken } = await signClientIn(under.portal.url, person);
    if (kind === "ended") await askAws(under.portal.url, "POST", "/logout", undefined, bearing(accessToken));
    return accessToken;
  }

  test.each(Object.entries(awsMatrix))("%s answers it as declared", async (_, row) => {
    for (const [method, cases] of Object.entries(row))
      for (const { answers, toClient, path, body } of cases)
        for (const kind of clientKinds) {
          const ids = await idsFor();
          const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(ids, name));
          const headers = bearing(await clientToken(kind));
          const answer = await new ApiClient(under.portal.url).call(method, address, body?.(ids), headers);
          cells += 1;
          const expected = toClient?.[kind] ?? answers.anonymous;
          expect
            .soft(`${method} ${path} by ${kind}: ${told(answer)}`)
            .toBe(`${method} ${path} by ${kind}: ${expected}`);
        }
  });

  test("a bearer of the wrong kind opens neither side", async () => {
    const { url } = under.portal;
    const { accessToken, refreshToken } = await signClientIn(url, under.company.developer);
    const own = tokens.get("full") ?? "";
    const anyone = new ApiClient(url);
    for (const bearer of [refreshToken, own, ""]) {
      const answer = await anyone.call("GET", "/aws/assignment/accounts", undefined, bearing(bearer));
      expect.soft(told(answer)).toBe("401 UnauthorizedException");
    }
    const headers = { Authorization: `Bearer ${accessToken}` };
    expect(told(await anyone.call("GET", "/api/me", undefined, headers))).toBe("401 token_invalid");
    const container = `/aws/container-credentials/${under.company.assignedRoleId}`;
    expect(told(await anyone.call("GET", container, undefined, headers))).toBe("401 UnauthorizedException");
  });
});

/** What a method that a row does not name comes to: the address of the first case, refused to everybody. */
function undeclared(row: Row): readonly Case[] {
  const path = Object.values(row).flat()[0]?.path ?? "";
  const aws = path.startsWith("/aws/");
  return [{ path, answers: toAll(aws ? "405 MethodNotAllowedException" : "405 method_not_allowed") }];
}

describe("every page", () => {
  test("has a row, and every row a page", () => {
    expect(Object.keys(pageMatrix).sort()).toEqual(discoverPages());
  });

  test.each(Object.entries(pageMatrix))("%s answers each kind of viewer as declared", async (_, cases) => {
    for (const { answers, ...asking } of cases)
      for (const kind of viewers) {
        const answer = await ask(kind, "GET", asking);
        expect(`${asking.path} for ${kind}: ${arrived(answer)}`).toBe(
          `${asking.path} for ${kind}: ${answers[kind]}`,
        );
        for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
          expect(`${method} ${told(await ask(kind, method, asking))}`).toBe(
            `${method} 405 method_not_allowed`,
          );
      }
  });
});

function arrived(answer: ApiAnswer): string {
  const location = answer.headers.get("location");
  if (answer.status !== 307 || !location) return String(answer.status);
  return `to ${new URL(location, under.portal.url).pathname}`;
}

describe("what is not the viewer's", () => {
  const nobody = "00000000-0000-4000-8000-000000000000";
  /** An answer without what is new each time: request id, nonce and date. */
  const bare = (answer: ApiAnswer) => {
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "none";
    const requestId = answer.headers.get("x-request-id") ?? "none";
    const steady = (text: string) => text.replaceAll(requestId, "").replaceAll(nonce, "");
    const headers = [...answer.headers].filter(([name]) => name !== "date");
    return { status: answer.status, text: steady(answer.text), headers: steady(JSON.stringify(headers)) };
  };

  test.each([
    ["GET", "/api/roles/{id}", undefined],
    ["POST", "/api/roles/{id}/credentials", {}],
    ["POST", "/api/roles/{id}/credentials", { format: "bash" }],
    ["POST", "/api/roles/{id}/console", {}],
    ["PUT", "/api/bookmarks/{id}", { pinned: true }],
    ["PATCH", "/api/roles/{id}", { note: "x" }],
    ["DELETE", "/api/roles/{id}", undefined],
  ] as const)("%s %s is answered as if it did not exist", async (method, path, body) => {
    const { developer, otherRoleId } = under.company;
    const forbidden = await developer.call(method, path.replace("{id}", otherRoleId), body);
    const unknown = await developer.call(method, path.replace("{id}", nobody), body);
    expect(bare(forbidden)).toEqual(bare(unknown));
    expect(forbidden.status).toBeGreaterThanOrEqual(403);
  });

  /** What there is, and is not the developer's: one of each kind that has an id in an address. */
  async function somebodysThings() {
    const { owner, bystander, people, otherRoleId } = under.company;
    const made = async (by: ApiClient, path: string, body: object) =>
      text((await by.call("POST", path, body)).json, "id");
    const rule = { accountPattern: "*", roleNamePattern: "Somebodys*" };
    const ruleId = await made(owner, "/api/own-role-rules", rule);
    const reference = "arn:aws:iam::210987654301:role/SomebodysOwn";
    const token = { name: "Somebody's", scopes: ["roles:use"] };
    return {
      role: otherRoleId,
      ownRole: await made(bystander, "/api/own-roles", { reference }),
      rule: ruleId,
      person: people.bystander,
      group: await made(owner, "/api/groups", { name: "Somebody's" }),
      assignment: await assign(owner, people.bystander, otherRoleId),
      account: text((await owner.call("GET", `/api/roles/${otherRoleId}`)).json, "catalogueAccountId"),
      source: await addSource(owner, "Somebody's"),
      token: await made(bystander, "/api/me/tokens", token),
    };
  }

  test("what exists and what does not is answered alike by every address with an id", async () => {
    const { developer, owner } = under.company;
    const things = await somebodysThings();
    const asked: [ApiClient, string, string, keyof typeof things, object?][] = [
      ...(["role", "ownRole"] as const).flatMap((kind): typeof asked => [
        [developer, "GET", "/api/roles/{id}", kind],
        [developer, "GET", "/api/roles/{id}/why", kind],
        [developer, "GET", `/api/roles/{id}/why?person=${things.person}`, kind],
        [developer, "GET", "/api/roles/{id}/reach", kind],
        [developer, "GET", "/api/roles/{id}/options", kind],
        [developer, "GET", "/api/roles/{id}/trust", kind],
        [developer, "GET", "/api/roles/{id}/own-keys", kind],
        [developer, "POST", "/api/roles/{id}/credentials", kind, {}],
        [developer, "POST", "/api/roles/{id}/console", kind, {}],
        [developer, "POST", "/api/roles/{id}/check", kind, {}],
        [developer, "POST", "/api/roles/{id}/external-id", kind, {}],
        [developer, "PUT", "/api/bookmarks/{id}", kind, { pinned: true }],
        [developer, "PATCH", "/api/roles/{id}", kind, { note: "x" }],
        [developer, "DELETE", "/api/roles/{id}", kind],
        [developer, "DELETE", "/api/own-roles/{id}", kind],
        [developer, "POST", "/api/own-roles/{id}/sharing", kind, {}],
      ]),
      [developer, "DELETE", "/api/own-role-rules/{id}", "rule"],
      [developer, "GET", "/api/people/{id}/reach", "person"],
      [developer, "PATCH", "/api/people/{id}", "person", { name: "x" }],
      [developer, "POST", "/api/people/{id}/invitation", "person", {}],
      [developer, "DELETE", "/api/people/{id}/invitation", "person"],
      [developer, "DELETE", "/api/people/{id}/second-factor", "person"],
      [developer, "GET", "/api/people/{id}/tokens", "person"],
      [developer, "DELETE", `/api/people/${things.person}/tokens/{id}`, "token"],
      [developer, "DELETE", "/api/me/tokens/{id}", "token"],
      [developer, "GET", "/api/groups/{id}", "group"],
      [developer, "PATCH", "/api/groups/{id}", "group", { name: "x" }],
      [developer, "PATCH", "/api/groups/{id}/members", "group", { add: [] }],
      [developer, "DELETE", "/api/groups/{id}", "group"],
      [developer, "PATCH", "/api/assignments/{id}", "assignment", { console: true }],
      [developer, "DELETE", "/api/assignments/{id}", "assignment"],
      [developer, "PATCH", "/api/accounts/{id}", "account", { name: "x" }],
      [developer, "DELETE", "/api/accounts/{id}", "account"],
      [developer, "GET", "/api/sources/{id}", "source"],
      [developer, "PATCH", "/api/sources/{id}", "source", { name: "x" }],
      [developer, "DELETE", "/api/sources/{id}", "source"],
      // What a member added for themselves is none of the team's roles, whoever asks.
      [owner, "GET", "/api/roles/{id}", "ownRole"],
      [owner, "PATCH", "/api/roles/{id}", "ownRole", { note: "x" }],
      [owner, "DELETE", "/api/roles/{id}", "ownRole"],
      [owner, "POST", "/api/roles/{id}/credentials", "ownRole", {}],
      [owner, "POST", "/api/roles/{id}/console", "ownRole", {}],
      [owner, "PUT", "/api/bookmarks/{id}", "ownRole", { pinned: true }],
    ];
    for (const [client, method, path, kind, body] of asked) {
      const answers = [];
      for (const id of [things[kind], nobody]) {
        const answer = bare(await client.call(method, path.replace("{id}", id), body));
        answers.push({ ...answer, text: answer.text.replaceAll(id, "{id}") });
      }
      const [there, absent] = answers;
      expect.soft(there, `${method} ${path} of a ${kind}`).toEqual(absent);
      expect.soft(there?.status, `${method} ${path} of a ${kind}`).toBeGreaterThanOrEqual(400);
      expect.soft(there?.status, `${method} ${path} of a ${kind}`).toBeLessThan(500);
    }
    const { developer: developerId } = under.company.people;
    for (const roleId of [things.ownRole, nobody])
      expect
        .soft(told(await owner.call("POST", "/api/assignments", { personId: developerId, roleId })))
        .toBe("404 role_not_found");
    // Owners see it in a list of its own, and may remove it there.
    expect(told(await owner.call("DELETE", `/api/own-roles/${nobody}`))).toBe("404 role_not_found");
    expect((await owner.call("DELETE", `/api/own-roles/${things.ownRole}`)).status).toBe(204);
  });

  test("a page of somebody else's role is the page of no role", async () => {
    const { developer, otherRoleId } = under.company;
    // The first page of a while is put together in another order, whatever it says.
    await developer.call("GET", `/open/${nobody}`);
    const forbidden = await developer.call("GET", `/open/${otherRoleId}`);
    const unknown = await developer.call("GET", `/open/${nobody}`);
    expect(forbidden.status).toBe(404);
    expect({ ...bare(forbidden), text: bare(forbidden).text.replaceAll(otherRoleId, nobody) }).toEqual(
      bare(unknown),
    );
  });

  test("somebody else's sign-in cannot be ended and one's own can", async () => {
    const { developer, bystander } = under.company;
    const database = new Database(under.portal.databaseFile, { readonly: true });
    const rows = database.prepare(`SELECT "id", "personId" FROM "SignIn" WHERE "endedAt" IS NULL`).all();
    database.close();
    const own = rows.find((row) => member(row, "personId") === under.company.people.bystander);
    const id = text(own, "id");
    expect(told(await developer.call("DELETE", `/api/me/sign-ins/${id}`))).toBe("404 not_found");
    expect((await bystander.call("GET", "/api/me")).status).toBe(200);
    expect((await bystander.call("DELETE", `/api/me/sign-ins/${id}`)).status).toBe(204);
    expect((await bystander.call("GET", "/api/me")).status).toBe(401);
  });
});

afterAll(() =>
  notice(`${discoverRoutes().length} addresses, ${discoverPages().length} pages, ${cells} cells asked`),
);
