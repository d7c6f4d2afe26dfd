import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { type ApiAnswer, ApiClient, codeOf, member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { password, signedIn, text } from "../support/seed-company.ts";

const under = portalForFile();
const told = (answer: ApiAnswer) => [answer.status, codeOf(answer)].filter(Boolean).join(" ");

type Made = { id: string; token: string };

async function make(who: ApiClient, ...scopes: string[]): Promise<Made> {
  const answer = await who.call("POST", "/api/me/tokens", { name: `For ${scopes}`, scopes });
  expect(answer.status, answer.text).toBe(201);
  return { id: text(answer.json, "id"), token: text(answer.json, "token") };
}

/** Asks as a program does that has the token and nothing else: no cookie, and no Origin. */
function ask(token: string, method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const program = new ApiClient(under.portal.url);
  return program.call(method, path, body, { Origin: null, Authorization: `Bearer ${token}` });
}

function expectInvalid(answer: ApiAnswer): void {
  expect(told(answer)).toBe("401 token_invalid");
  expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
}

function changeToken(id: string, assignment: string, value: number | string): void {
  const database = new Database(under.portal.databaseFile);
  database.prepare(`UPDATE "AccessToken" SET ${assignment} = ? WHERE "id" = ?`).run(value, id);
  database.close();
}

describe("an access token", () => {
  test("does what its scopes say, without cookie and Origin", async () => {
    const { owner, assignedRoleId } = under.company;
    const reading = await make(owner, "catalogue:read");
    expect(told(await ask(reading.token, "GET", "/api/catalogue"))).toBe("200");
    expect(told(await ask(reading.token, "GET", "/api/me"))).toBe("200");
    const body = { note: "by token" };
    const refused = await ask(reading.token, "PATCH", `/api/roles/${assignedRoleId}`, body);
    expect(told(refused)).toBe("403 token_scope_missing");
    expect(member(refused.json, "error", "details", "scope")).toBe("catalogue:write");
    expect(refused.headers.get("www-authenticate")).toBe(
      'Bearer error="insufficient_scope", scope="catalogue:write"',
    );
    const writing = await make(owner, "catalogue:write");
    expect(told(await ask(writing.token, "PATCH", `/api/roles/${assignedRoleId}`, body))).toBe("200");
    const events = await owner.call("GET", "/api/audit?event=role.changed&limit=1");
    expect(member(events.json, "events", "0", "fields", "accessTokenId")).toBe(writing.id);
  });

  test("does no more than its person may", async () => {
    const { developer, assignedRoleId } = under.company;
    const { token } = await make(developer, "catalogue:read", "catalogue:write", "audit:read", "roles:use");
    expect(told(await ask(token, "GET", "/api/audit"))).toBe("403 not_allowed");
    expect(told(await ask(token, "PATCH", `/api/roles/${assignedRoleId}`, { note: "x" }))).toMatch(
      /^40[34] /,
    );
    expect(told(await ask(token, "POST", `/api/roles/${assignedRoleId}/credentials`, {}))).toBe("200");
    expect(told(await ask(token, "POST", `/api/roles/${under.company.otherRoleId}/credentials`, {}))).toBe(
      "404 role_not_assigned",
    );
  });

  test("makes no tokens, and is none for a role that wants the portal's second factor", async () => {
    const { owner, developer, assignedRoleId } = under.company;
    const { token } = await make(owner, "catalogue:read", "catalogue:write", "roles:use");
    const body = { name: "Another", scopes: ["catalogue:read"] };
    expect(told(await ask(token, "POST", "/api/me/tokens", body))).toBe("403 token_not_accepted");
    const using = await make(developer, "roles:use");
    await owner.call("PATCH", `/api/roles/${assignedRoleId}`, { requiresSecondFactor: true });
    const refused = await ask(using.token, "POST", `/api/roles/${assignedRoleId}/credentials`, {});
    expect(told(refused)).toMatch(/^403 second_factor_/);
    await owner.call("PATCH", `/api/roles/${assignedRoleId}`, { requiresSecondFactor: false });
  });

  test("is refused from the moment it is revoked, expired or its person disabled", async () => {
    const { owner, portal } = { ...under.company, portal: under.portal };
    const revoked = await make(owner, "catalogue:read");
    expect(told(await ask(revoked.token, "GET", "/api/catalogue"))).toBe("200");
    expect(told(await owner.call("DELETE", `/api/me/tokens/${revoked.id}`))).toBe("204");
    expectInvalid(await ask(revoked.token, "GET", "/api/catalogue"));

    const expired = await make(owner, "catalogue:read");
    changeToken(expired.id, `"expiresAt"`, new Date(Date.now() - 1000).toISOString().replace("Z", "+00:00"));
    expectInvalid(await ask(expired.token, "GET", "/api/catalogue"));

    const email = "leaver@nimbus.example";
    const added = await owner.call("POST", "/api/people", { name: "Leaver", email, password });
    const leaver = await signedIn(portal.url, email);
    const { token } = await make(leaver, "catalogue:read");
    expect(told(await ask(token, "GET", "/api/catalogue"))).toBe("200");
    const personId = text(added.json, "id");
    await owner.call("PATCH", `/api/people/${personId}`, { disabled: true });
    expectInvalid(await ask(token, "GET", "/api/catalogue"));
    await owner.call("PATCH", `/api/people/${personId}`, { disabled: false });
    expectInvalid(await ask(token, "GET", "/api/catalogue"));
  });

  test("counts alone when a cookie comes with it", async () => {
    const { owner, developer } = under.company;
    const { token } = await make(developer, "catalogue:read");
    const both = (method: string, path: string, bearer: string, headers = {}) =>
      owner.copy().call(method, path, method === "GET" ? undefined : {}, {
        Authorization: `Bearer ${bearer}`,
        ...headers,
      });
    const me = await both("GET", "/api/me", token);
    expect(member(me.json, "personId")).toBe(under.company.people.developer);
    expect(told(await both("GET", "/api/people", token))).toBe("403 not_allowed");
    expect(told(await both("PATCH", "/api/me", token))).toBe("403 token_not_accepted");
    for (const wrong of ["", "nothing", `${token}x`]) expectInvalid(await both("GET", "/api/me", wrong));
  });

  test("of another scheme is nothing: the cookie decides, and needs its Origin", async () => {
    const { owner } = under.company;
    const Authorization = `Basic ${Buffer.from("proxy:secret").toString("base64")}`;
    expect(told(await owner.call("GET", "/api/me", undefined, { Authorization }))).toBe("200");
    const foreign = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    for (const headers of [{ Authorization, ...foreign }, foreign])
      expect(told(await owner.call("PATCH", "/api/me", { theme: null }, headers))).toBe(
        "403 cross_origin_refused",
      );
    const nobody = await new ApiClient(under.portal.url).call("GET", "/api/me", undefined, { Authorization });
    expect(told(nobody)).toBe("401 sign_in_required");
    expect(nobody.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("cannot be sent by another site's page: no preflight is granted", async () => {
    const answer = await new ApiClient(under.portal.url).call("OPTIONS", "/api/catalogue", undefined, {
      Origin: "https://evil.example",
      "Access-Control-Request-Method": "GET",
      "Access-Control-Request-Headers": "authorization",
    });
    expect(answer.status).toBe(405);
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("opens no page and signs nobody in", async () => {
    const { token } = await make(under.company.owner, "catalogue:read");
    expect((await ask(token, "GET", "/settings")).status).toBe(307);
    expect((await ask(token, "GET", "/api/auth/session")).text).toBe("{}");
  });

  test("is shown once: in no list and in no log, and its last use is", async () => {
    const { owner, people } = { ...under.company };
    const { id, token } = await make(owner, "audit:read");
    await ask(token, "GET", "/api/audit");
    await ask(token, "GET", "/api/sources");
    const lists = [
      await owner.call("GET", "/api/me/tokens"),
      await owner.call("GET", `/api/people/${people.owner}/tokens`),
      await owner.call("GET", `/api/people/${people.owner}/signed-in`),
      await owner.call("GET", "/api/audit?limit=500"),
    ];
    for (const { status, text: said } of lists) {
      expect(status).toBe(200);
      expect(said).not.toContain(token.slice(11));
    }
    expect(under.portal.output()).not.toContain(token.slice(11));
    const listed = member(lists[0]?.json, "tokens");
    const own = Array.isArray(listed) ? listed.find((each) => member(each, "id") === id) : undefined;
    expect(member(own, "last4")).toBe(token.slice(-4));
    expect(member(own, "lastUsedAt")).toEqual(expect.any(String));
    expect(member(own, "lastUsedAddress")).toEqual(expect.any(String));
  });

  test("guessed at is refused, past a limit without another event, while those that stand still do", async () => {
    const { owner } = under.company;
    const { token } = await make(owner, "catalogue:read");
    const guess = (at: number) => ask(`genkan_pat_${String(at).padStart(43, "0")}`, "GET", "/api/catalogue");
    const refusals = async () => {
      const events = await owner.call("GET", "/api/audit?event=request.refused&limit=500");
      const list = member(events.json, "events");
      return Array.isArray(list)
        ? list.filter((each) => member(each, "viewerId") === null).length
        : Number.NaN;
    };
    for (let at = 0; at < 30; at += 1) expect(told(await guess(at))).toMatch(/^(401 token_invalid|429 )/);
    expect(told(await guess(30))).toBe("429 too_many_attempts");
    const before = await refusals();
    for (let at = 40; at < 50; at += 1) expect(told(await guess(at))).toBe("429 too_many_attempts");
    expect(await refusals()).toBe(before);
    expect(told(await ask(token, "GET", "/api/catalogue"))).toBe("200");
  });
});
