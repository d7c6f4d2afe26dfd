import { beforeAll, describe, expect, test } from "vitest";
import { type ApiAnswer, ApiClient, codeOf } from "../support/api-client.ts";
import { discoverPages } from "../support/discover-routes.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { assign, text } from "../support/seed-company.ts";

const under = portalForFile();
const scopes = ["catalogue:read", "catalogue:write", "audit:read", "roles:use"] as const;
type Scope = (typeof scopes)[number];
const nobody = "00000000-0000-4000-8000-000000000000";

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
