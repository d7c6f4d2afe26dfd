import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { ApiClient, codeOf, member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { assign, emails, password, signedIn, text } from "../support/seed-company.ts";

const under = portalForFile();
const credentials = () => `/api/roles/${under.company.assignedRoleId}/credentials`;

async function newPerson(email: string): Promise<{ id: string; assignmentId: string }> {
  const { owner, assignedRoleId } = under.company;
  const added = await owner.call("POST", "/api/people", { name: "Somebody", email, password });
  const id = text(added.json, "id");
  return { id, assignmentId: await assign(owner, id, assignedRoleId) };
}

describe("signing in", () => {
  test("with a wrong password, or as nobody, is refused alike and on record", async () => {
    const { owner } = under.company;
    const wrong = await new ApiClient(under.portal.url).signIn(emails.developer, "not-the-password");
    const nobody = await new ApiClient(under.portal.url).signIn("nobody@nimbus.example", "not-the-password");
    expect([wrong.status, codeOf(wrong)]).toEqual([401, "sign_in_failed"]);
    const bare = (answer: typeof wrong) =>
      answer.text.replace(answer.headers.get("x-request-id") ?? "none", "");
    expect(bare(wrong)).toBe(bare(nobody));
    const audit = await owner.call("GET", "/api/audit?event=sign_in.failed");
    expect(audit.text).not.toContain("not-the-password");
    expect(member(audit.json, "events", "0", "fields", "code")).toBe("sign_in_failed");
  });

  test("gives a new session each time, whatever cookie came with it", async () => {
    const planted = new ApiClient(under.portal.url);
    const earlier = await signedIn(under.portal.url, emails.developer);
    const old = earlier.cookies.get("genkan.sign-in") ?? "";
    planted.cookies.set("genkan.sign-in", old);
    await planted.signIn(emails.bystander, password);
    expect(planted.cookies.get("genkan.sign-in")).not.toBe(old);
    expect(member((await planted.call("GET", "/api/me")).json, "email")).toBe(emails.bystander);
    expect(member((await earlier.call("GET", "/api/me")).json, "email")).toBe(emails.developer);
  });

  test.each([
    ["https://evil.example/", "/"],
    ["//evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["foo", "/foo"],
    ["/api/auth/signout", "/"],
    ["/settings?x=1", "/settings?x=1"],
  ])("with the callbackUrl %s leads to %s of this origin", async (callbackUrl, path) => {
    const client = new ApiClient(under.portal.url);
    const csrfToken = text((await client.call("GET", "/api/auth/csrf")).json, "csrfToken");
    client.cookies.set("genkan.callback-url", encodeURIComponent(callbackUrl));
    const form = new URLSearchParams({
      csrfToken,
      email: emails.bystander,
      password,
      callbackUrl,
      json: "true",
    });
    const answer = await client.call("POST", "/api/auth/callback/credentials", form);
    expect(answer.status).toBe(200);
    expect(member(answer.json, "url")).toBe(`${under.portal.url}${path}`);
  });

  test("is locked after five wrong passwords, the right one included, for that person only", async () => {
    await newPerson("locked@nimbus.example");
    const client = new ApiClient(under.portal.url);
    const codes: unknown[] = [];
    for (let times = 0; times < 6; times += 1)
      codes.push(
        codeOf(
          await client.signIn(times % 2 ? "LOCKED@nimbus.example" : "locked@nimbus.example", "wrong-one"),
        ),
      );
    expect(codes).toEqual([...Array(5).fill("sign_in_failed"), "too_many_attempts"]);
    const right = await client.signIn("locked@nimbus.example", password);
    expect([right.status, codeOf(right)]).toEqual([429, "too_many_attempts"]);
    expect((await new ApiClient(under.portal.url).signIn(emails.bystander, password)).status).toBe(200);
  });

  test("is locked by exactly five of many attempts at once", async () => {
    await newPerson("hurried@nimbus.example");
    const attempts = Array.from({ length: 15 }, () =>
      new ApiClient(under.portal.url).signIn("hurried@nimbus.example", "wrong-one"),
    );
    const codes = (await Promise.all(attempts)).map(codeOf);
    expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(10);
  });

  test("with a cookie of another portal, of chunks or of garbage is being nobody", async () => {
    const real = under.company.developer.cookies.get("genkan.sign-in") ?? "";
    for (const [name, value] of [
      ["genkan.sign-in", `${real}x`],
      ["genkan.sign-in", real.slice(0, -5)],
      ["genkan.sign-in.0", real],
      ["next-auth.session-token", real],
      ["__Host-genkan.sign-in", real],
      ["genkan.sign-in", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2lkIjoieSJ9."],
    ] as const) {
      const client = new ApiClient(under.portal.url);
      client.cookies.set(name, value);
      expect((await client.call("GET", "/api/me")).status).toBe(401);
    }
  });
});

describe("the next request", () => {
  test("after signing out is nobody's, with a copied cookie too", async () => {
    const client = await signedIn(under.portal.url, emails.developer);
    const copy = client.copy();
    const out = await client.call("POST", "/api/auth/signout", {});
    expect(out.status).toBe(200);
    expect(out.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect(client.cookies.has("genkan.sign-in")).toBe(false);
    for (const path of ["/api/me", "/api/catalogue"]) expect((await copy.call("GET", path)).status).toBe(401);
    expect((await copy.call("POST", credentials(), {})).status).toBe(401);
    expect((await copy.call("GET", "/")).status).toBe(307);
    expect((await under.company.developer.call("GET", "/api/me")).status).toBe(200);
  });

  test("after disabling is nobody's, on every browser; enabling does not bring them back", async () => {
    const { owner } = under.company;
    const { id } = await newPerson("leaver@nimbus.example");
    const first = await signedIn(under.portal.url, "leaver@nimbus.example");
    const second = await signedIn(under.portal.url, "leaver@nimbus.example");
    expect((await first.call("POST", credentials(), {})).status).toBe(200);
    await owner.call("PATCH", `/api/people/${id}`, { disabled: true });
    for (const client of [first, second]) {
      expect((await client.call("POST", credentials(), {})).status).toBe(401);
      expect((await client.call("GET", "/api/me")).status).toBe(401);
    }
    const again = await new ApiClient(under.portal.url).signIn("leaver@nimbus.example", password);
    expect([again.status, codeOf(again)]).toEqual([403, "person_disabled"]);
    await owner.call("PATCH", `/api/people/${id}`, { disabled: false });
    expect((await first.call("GET", "/api/me")).status).toBe(401);
    const back = await signedIn(under.portal.url, "leaver@nimbus.example");
    expect((await back.call("POST", credentials(), {})).status).toBe(200);
  });

  test("after a new password is nobody's", async () => {
    const { owner } = under.company;
    const { id } = await newPerson("forgetful@nimbus.example");
    const client = await signedIn(under.portal.url, "forgetful@nimbus.example");
    await owner.call("PATCH", `/api/people/${id}`, { password: "a-brand-new-password" });
    expect((await client.call("GET", "/api/me")).status).toBe(401);
    expect((await new ApiClient(under.portal.url).signIn("forgetful@nimbus.example", password)).status).toBe(
      401,
    );
  });

  test("after revoking an assignment finds no such role, by API, console, bookmark and page", async () => {
    const { owner, assignedRoleId } = under.company;
    const { assignmentId } = await newPerson("mover@nimbus.example");
    const client = await signedIn(under.portal.url, "mover@nimbus.example");
    expect((await client.call("POST", credentials(), {})).status).toBe(200);
    expect((await client.call("GET", `/open/${assignedRoleId}`)).status).toBe(200);
    expect((await owner.call("DELETE", `/api/assignments/${assignmentId}`)).status).toBe(204);
    const after = [
      await client.call("POST", credentials(), {}),
      await client.call("POST", `/api/roles/${assignedRoleId}/console`, {}),
      await client.call("GET", `/api/roles/${assignedRoleId}`),
      await client.call("PUT", `/api/bookmarks/${assignedRoleId}`, { pinned: true }),
      await client.call("GET", `/open/${assignedRoleId}`),
    ];
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(member((await client.call("GET", "/api/catalogue")).json, "roles")).toEqual([]);
  });

  test("of an ended assignment finds no such role", async () => {
    const { owner, assignedRoleId } = under.company;
    const { assignmentId } = await newPerson("guest@nimbus.example");
    const client = await signedIn(under.portal.url, "guest@nimbus.example");
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    await owner.call("PATCH", `/api/assignments/${assignmentId}`, { expiresAt });
    expect((await client.call("POST", credentials(), {})).status).toBe(404);
    expect((await client.call("GET", `/open/${assignedRoleId}`)).status).toBe(404);
  });

  test("of a use that is not assigned is refused by name", async () => {
    const { owner, assignedRoleId } = under.company;
    const { assignmentId } = await newPerson("looker@nimbus.example");
    const client = await signedIn(under.portal.url, "looker@nimbus.example");
    await owner.call("PATCH", `/api/assignments/${assignmentId}`, { credentials: false });
    expect(codeOf(await client.call("POST", credentials(), {}))).toBe("use_not_assigned");
    expect((await client.call("POST", `/api/roles/${assignedRoleId}/console`, {})).status).toBe(200);
  });

  test("for a removed role finds none, and adding it again assigns it to nobody", async () => {
    const { owner, people } = under.company;
    const reference = "arn:aws:iam::210987654301:role/BillingViewer2";
    const id = text((await owner.call("POST", "/api/roles", { reference })).json, "id");
    await assign(owner, people.owner, id);
    expect((await owner.call("DELETE", `/api/roles/${id}`)).status).toBe(204);
    expect(codeOf(await owner.call("POST", `/api/roles/${id}/credentials`, {}))).toBe("role_not_assigned");
    const again = text((await owner.call("POST", "/api/roles", { reference })).json, "id");
    expect(again).not.toBe(id);
    expect(codeOf(await owner.call("POST", `/api/roles/${again}/credentials`, {}))).toBe("role_not_assigned");
  });
});

describe("a sign-in session", () => {
  let database: Database.Database;
  beforeAll(() => {
    database = new Database(under.portal.databaseFile);
    database.pragma("busy_timeout = 5000");
  });

  test.each([
    ["30 minutes without a request", `"lastSeenAt"`, 31],
    ["12 hours", `"expiresAt"`, 1],
  ])("ends after %s", async (_, column, minutes) => {
    const client = await signedIn(under.portal.url, emails.bystander);
    expect((await client.call("GET", "/api/me")).status).toBe(200);
    const stored = database.prepare(`SELECT ${column} AS "value" FROM "SignIn" LIMIT 1`).get();
    const past = new Date(Date.now() - minutes * 60_000);
    const value = typeof member(stored, "value") === "number" ? past.getTime() : past.toISOString();
    const newest = `(SELECT "id" FROM "SignIn" ORDER BY "createdAt" DESC LIMIT 1)`;
    database.prepare(`UPDATE "SignIn" SET ${column} = ? WHERE "id" = ${newest}`).run(value);
    expect((await client.call("GET", "/api/me")).status).toBe(401);
  });
});
