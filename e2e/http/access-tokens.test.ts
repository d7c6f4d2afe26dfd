import { beforeAll, describe, expect, test } from "vitest";
import { type ApiAnswer, ApiClient, codeOf } from "../support/api-client.ts";
import { discoverPages, discoverRoutes } from "../support/discover-routes.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { assign, text } from "../support/seed-company.ts";

const under = portalForFile();
const scopes = ["catalogue:read", "catalogue:write", "audit:read", "roles:use"] as const;
type Scope = (typeof scopes)[number];
const nobody = "00000000-0000-4000-8000-000000000000";

/** What a token opens, by its scope. Everything else that needs a viewer takes a browser's sign-in only. */
const opened: Readonly<Record<Scope | "any", readonly string[]>> = {
  any: ["GET /api/me"],
  "audit:read": ["GET /api/audit"],
  "catalogue:read": [
    "GET /api/accounts",
    "GET /api/assignments",
    "POST /api/assignments/preview",
    "GET /api/catalogue",
    "GET /api/catalogue/export",
    "GET /api/catalogue/file",
    "POST /api/catalogue/file/merge",
    "POST /api/catalogue/plan",
    "GET /api/groups",
    "GET /api/groups/[groupId]",
    "GET /api/groups/claims",
    "GET /api/own-role-rules",
    "GET /api/own-roles",
    "GET /api/people",
    "GET /api/people/[personId]/reach",
    "GET /api/people/invitations",
    "GET /api/roles",
    "GET /api/roles/[roleId]",
    "GET /api/roles/[roleId]/options",
    "GET /api/roles/[roleId]/reach",
    "GET /api/roles/[roleId]/trust",
    "GET /api/roles/[roleId]/why",
    "GET /api/sources",
    "GET /api/sources/[sourceId]",
    "GET /api/targets/roles",
  ],
  "catalogue:write": [
    "POST /api/accounts",
    "PATCH /api/accounts/[accountId]",
    "DELETE /api/accounts/[accountId]",
    "POST /api/assignments",
    "PATCH /api/assignments/[assignmentId]",
    "DELETE /api/assignments/[assignmentId]",
    "POST /api/assignments/changes",
    "POST /api/catalogue/apply",
    "POST /api/groups",
    "PATCH /api/groups/[groupId]",
    "DELETE /api/groups/[groupId]",
    "PATCH /api/groups/[groupId]/members",
    "POST /api/imports",
    "POST /api/imports/preview",
    "POST /api/own-roles",
    "DELETE /api/own-roles/[roleId]",
    "POST /api/own-roles/[roleId]/sharing",
    "POST /api/roles",
    "PATCH /api/roles",
    "PATCH /api/roles/[roleId]",
    "DELETE /api/roles/[roleId]",
    "POST /api/roles/[roleId]/external-id",
    "POST /api/roles/removal",
    "POST /api/roles/restoration",
  ],
  "roles:use": [
    "GET /api/me/export",
    "POST /api/roles/[roleId]/console",
    "POST /api/roles/[roleId]/credentials",
    "GET /api/roles/[roleId]/own-keys",
  ],
};

const tokens = new Map<Scope, string>();
beforeAll(async () => {
  for (const scope of scopes) tokens.set(scope, await newToken("owner", [scope]));
});

async function newToken(whose: "owner" | "admin" | "auditor" | "developer", wanted: readonly Scope[]) {
  const made = await under.company[whose].call("POST", "/api/me/tokens", { name: "Test", scopes: wanted });
  return text(made.json, "token");
}

/** A program with a token, and no cookie unless it takes somebody's. */
function ask(token: string, method: string, path: string, body?: object, from?: ApiClient) {
  const client = from?.copy() ?? new ApiClient(under.portal.url);
  return client.call(method, path, body, { Authorization: `Bearer ${token}`, Origin: null });
}

describe("an access token", () => {
  test("opens exactly the addresses of its scope", async () => {
    const found: Record<string, string[]> = Object.fromEntries(Object.keys(opened).map((key) => [key, []]));
    for (const route of discoverRoutes()) {
      const path = route.replaceAll(/\[[^\]]+\]/g, nobody);
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const body = method === "GET" || method === "DELETE" ? undefined : {};
        const anonymous = await new ApiClient(under.portal.url).call(method, path, body);
        if (codeOf(anonymous) !== "sign_in_required") continue;
        const accepting = [];
        for (const scope of scopes) {
          const answer = await ask(tokens.get(scope) ?? "", method, path, body);
          expect.soft(answer.status, `${method} ${route} by ${scope}`).toBeLessThan(500);
          const code = String(codeOf(answer));
          if (!/^token_(not_accepted|scope_missing)$/.test(code)) accepting.push(scope);
        }
        const by = accepting.length === scopes.length ? "any" : accepting.join(" and ");
        if (by !== "") found[by] = [...(found[by] ?? []), `${method} ${route}`];
      }
    }
    expect(found).toEqual(opened);
  }, 120_000);

  test("counts alone, whoever's cookie comes with it, and a wrong one is no cookie's either", async () => {
    const { owner, people } = under.company;
    const token = await newToken("developer", ["catalogue:write"]);
    const me = await ask(token, "GET", "/api/me", undefined, owner);
    expect(text(me.json, "personId")).toBe(people.developer);
    expect(told(await ask(token, "POST", "/api/groups", { name: "Mine" }, owner))).toBe("403 not_allowed");
    for (const wrong of ["", "x", `${token}x`, `genkan_pat_${"A".repeat(43)}`])
      expect(told(await ask(wrong, "GET", "/api/me", undefined, owner))).toBe("401 token_invalid");
  });

  test("opens no page", async () => {
    const token = tokens.get("catalogue:read") ?? "";
    for (const page of discoverPages()) {
      const path = page.replaceAll(/\[[^\]]+\]/g, nobody);
      const anonymous = await new ApiClient(under.portal.url).call("GET", path);
      const answer = await ask(token, "GET", path);
      expect.soft(answer.status, page).toBe(anonymous.status);
      expect.soft(answer.headers.get("location"), page).toBe(anonymous.headers.get("location"));
    }
  });

  test("takes a role session of what its person has, never past a second factor, and none once revoked", async () => {
    const { assignedRoleId, otherRoleId, people, owner, developer } = under.company;
    const made = await developer.call("POST", "/api/me/tokens", { name: "CI", scopes: ["roles:use"] });
    const [token, id] = [text(made.json, "token"), text(made.json, "id")];
    const use = (roleId: string) => ask(token, "POST", `/api/roles/${roleId}/credentials`, {});
    expect((await use(assignedRoleId)).status).toBe(200);
    expect(told(await use(otherRoleId))).toBe("404 role_not_assigned");
    await assign(owner, people.auditor, assignedRoleId);
    const auditors = await newToken("auditor", ["roles:use"]);
    const path = `/api/roles/${assignedRoleId}/credentials`;
    expect(told(await ask(auditors, "POST", path, {}))).toBe("404 role_not_assigned");
    await owner.call("PATCH", `/api/roles/${assignedRoleId}`, { requiresSecondFactor: true });
    expect(told(await use(assignedRoleId))).toBe("403 second_factor_not_enrolled");
    await owner.call("PATCH", `/api/roles/${assignedRoleId}`, { requiresSecondFactor: false });
    expect((await developer.call("DELETE", `/api/me/tokens/${id}`)).status).toBe(204);
    expect(told(await use(assignedRoleId))).toBe("401 token_invalid");
  });

  test("makes no token, and stands in no other answer", async () => {
    const made = await under.company.admin.call("POST", "/api/me/tokens", { name: "CI", scopes });
    const token = text(made.json, "token");
    expect(told(await ask(token, "POST", "/api/me/tokens", { name: "More", scopes }))).toBe(
      "403 token_not_accepted",
    );
    for (const path of ["/api/me/tokens", `/api/people/${under.company.people.admin}/tokens`, "/api/audit"])
      expect((await under.company.owner.call("GET", path)).text).not.toContain(token.slice(11));
  });
});

const told = (answer: ApiAnswer) => `${answer.status} ${String(codeOf(answer))}`;
