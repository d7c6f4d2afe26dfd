import { beforeAll, describe, expect, test } from "vitest";
import { apiMatrix } from "../authorization-matrix.ts";
import { awsMatrix } from "../aws-matrix.ts";
import { ApiClient, member } from "../support/api-client.ts";
import { discoverRoutes } from "../support/discover-routes.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { tokenScopes } from "../token-scopes.ts";

const under = portalForFile();
let description: unknown;
beforeAll(async () => {
  description = (await new ApiClient(under.portal.url).call("GET", "/api/openapi.json")).json;
});

const entries = (value: unknown): [string, unknown][] =>
  value !== null && typeof value === "object" ? Object.entries(value) : [];
const operations = () =>
  entries(member(description, "paths")).flatMap(([path, item]) =>
    entries(item)
      .filter(([method]) => /^(get|put|post|delete|options|head|patch|trace)$/.test(method))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

// Addresses that answer nothing of their own, next-auth's, described or not, and AWS's protocols, which AWS describes.
const apart = ["/api/[...unknown]", "/api/auth/[...nextauth]", ...Object.keys(awsMatrix)];

describe("/api/openapi.json", () => {
  test("describes every route and method, and nothing else", () => {
    const real = discoverRoutes()
      .filter((route) => !apart.includes(route))
      .flatMap((route) =>
        Object.keys(apiMatrix[route] ?? {}).map(
          (method) => `${method} ${route.replaceAll(/\[(\w+)\]/g, "{$1}")}`,
        ),
      );
    const described = operations()
      .filter(({ path }) => !path.startsWith("/api/auth/"))
      .map(({ path, method }) => `${method} ${path}`);
    expect(described.sort()).toEqual(real.sort());
  });

  test("names the scope of every operation that takes an access token, and of no other", () => {
    const described = operations().flatMap(({ path, method, operation }) => {
      const security = member(operation, "security");
      const taken = Array.isArray(security) ? security.map((one) => member(one, "accessToken")) : [];
      return taken.filter(Array.isArray).map(([scope]) => [`${method} ${path}`, scope ?? "any"]);
    });
    const declared = Object.entries(tokenScopes).flatMap(([operation, scopes]) =>
      [scopes].flat().map((scope) => [operation.replaceAll(/\[(\w+)\]/g, "{$1}"), scope]),
    );
    expect(described.sort()).toEqual(declared.sort());
  });

  test("has the shape of OpenAPI 3.1", () => {
    expect(member(description, "openapi")).toMatch(/^3\.1\.\d+$/);
    expect(member(description, "info", "title")).toEqual(expect.any(String));
    expect(member(description, "info", "version")).toEqual(expect.any(String));
    expect(member(description, "servers", "0", "url")).toBe(under.portal.url);
    const ids = operations().map(({ operation }) => member(operation, "operationId"));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations()) {
      const at = `${method} ${path}`;
      const told = member(operation, "summary") ?? member(operation, "description");
      expect(told, at).toEqual(expect.any(String));
      const responses = entries(member(operation, "responses"));
      expect(responses.length, at).toBeGreaterThan(1);
      for (const [status, response] of responses) {
        expect(status, at).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
        expect(member(deref(response), "description"), `${at} ${status}`).toEqual(expect.any(String));
      }
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const own = member(operation, "parameters");
      const shared = member(description, "paths", path, "parameters");
      const parameters = [own, shared].flatMap((list) => (Array.isArray(list) ? list.map(deref) : []));
      const declared = parameters.filter((one) => member(one, "in") === "path");
      expect(declared.map((one) => member(one, "name")).sort(), at).toEqual(inPath.sort());
      for (const one of declared) expect(member(one, "required"), at).toBe(true);
    }
  });

  test("has no reference that leads nowhere", () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, to]) => to ?? "",
    );
    for (const to of references) expect(resolve(to), to).toBeDefined();
  });

  test("names the credential formats that the API takes", () => {
    const text = JSON.stringify(member(description, "paths", "/api/roles/{roleId}/credentials"));
    const whole = `${text}${JSON.stringify(member(description, "components"))}`;
    for (const format of [
      "bash",
      "fish",
      "powershell",
      "cmd",
      "dotenv",
      "docker-env",
      "credentials-file",
      "credential-process",
      "unset-bash",
    ])
      expect(whole).toContain(`"${format}"`);
  });
});

function resolve(reference: string): unknown {
  if (!reference.startsWith("#/")) return undefined;
  const steps = reference
    .slice(2)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return member(description, ...steps);
}

function deref(value: unknown): unknown {
  const to = member(value, "$ref");
  return typeof to === "string" ? resolve(to) : value;
}
