import { describe, expect, test } from "vitest";
import { apiMatrix, pageMatrix } from "../authorization-matrix.ts";
import { type ApiAnswer, ApiClient, codeOf } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { rawRequest } from "../support/raw-request.ts";

const under = portalForFile();

const nonceOf = (answer: ApiAnswer) =>
  /script-src [^;]*'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "";

function address(path: string): string {
  const { assignedRoleId } = under.company;
  return path.replaceAll(/\{\w+\}/g, assignedRoleId);
}

function expectSafeHeaders(answer: ApiAnswer): void {
  const { headers } = answer;
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": expect.stringContaining("no-store"),
    "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("server")).toBeNull();
  expect(headers.get("etag")).toBeNull();
  expect(headers.get("access-control-allow-origin")).toBeNull();
}

const pages = [
  ...Object.values(pageMatrix).flatMap((cases) => cases.map(({ path }) => path)),
  "/no-such-page",
];

describe("headers", () => {
  test("stand on every answer of every API address, whoever asks and whatever comes of it", async () => {
    const { owner, bystander } = under.company;
    const paths = new Set(
      Object.values(apiMatrix).flatMap((row) =>
        Object.values(row)
          .flat()
          .map(({ path }) => path),
      ),
    );
    for (const path of paths)
      for (const method of ["GET", "HEAD", "POST", "OPTIONS"])
        for (const client of [new ApiClient(under.portal.url), bystander.copy(), owner.copy()]) {
          expectSafeHeaders(await client.call(method, address(path), method === "POST" ? "{" : undefined));
        }
  });

  test.each(pages)("stand on the page %s, whose scripts and styles all carry its nonce", async (path) => {
    const { owner } = under.company;
    const seen = new Set<string>();
    for (const client of [owner, owner, new ApiClient(under.portal.url)]) {
      const answer = await client.call("GET", address(path));
      expectSafeHeaders(answer);
      const nonce = nonceOf(answer);
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(seen.has(nonce), "a nonce is used once").toBe(false);
      seen.add(nonce);
      const tags = answer.text.match(/<(script|style)\b[^>]*>/g) ?? [];
      expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(answer.text.match(/<[a-z][^>]*\s(style|on\w+)="[^"]*"/gi) ?? []).toEqual([]);
      expect(answer.text.match(/(src|href|action)="(https?:|\/\/|javascript:)[^"]*"/gi) ?? []).toEqual([]);
    }
  });

  test("stand on what the framework serves by itself", async () => {
    const anyone = new ApiClient(under.portal.url);
    const page = await anyone.call("GET", "/sign-in");
    const asset = /\/_next\/static\/[^"\\]+\.js/.exec(page.text)?.[0] ?? "";
    const script = await anyone.call("GET", asset);
    expect(script.status).toBe(200);
    expect(script.headers.get("x-content-type-options")).toBe("nosniff");
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect(script.headers.get("set-cookie")).toBeNull();
    for (const path of [
      "/_next/image?url=%2Fa.png&w=64&q=75",
      "/_next/data/x/index.json",
      "/_next/static/none.js",
    ])
      expect((await anyone.call("GET", path)).status).toBe(404);
  });

  test("of a client are never believed", async () => {
    const { url } = under.portal;
    const lines = [
      `Host: ${new URL(url).host}`,
      "X-Forwarded-Host: evil.example",
      "X-Forwarded-Proto: https",
      "X-Forwarded-For: 203.0.113.9",
      "Forwarded: host=evil.example;for=203.0.113.9",
      "X-Genkan-Address: 203.0.113.9",
      "X-Genkan-Request-Id: forged-id",
      "X-Genkan-Path: //evil.example",
      "X-Nonce: forged-nonce",
      "Content-Security-Policy: script-src 'nonce-forged-nonce'",
      "x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware",
      "Connection: close",
    ];
    for (const path of ["/", "/settings", "/api/auth/providers", "/api/openapi.json"]) {
      const { head, body, status } = await rawRequest(url, { method: "GET", path, headers: lines });
      expect(`${head}${body}`).not.toMatch(/evil\.example|forged|203\.0\.113\.9/);
      expect(status).toBeLessThan(400);
    }
    expect(under.portal.output()).not.toMatch(/forged|203\.0\.113\.9/);
  });

  test.each([
    "/api/..",
    "/api/../sign-in",
    "/api/%2e%2e/sign-in",
    "/api/.%2E/sign-in",
    "/api/./me",
    "/api/roles/..%2f..",
    "//evil.example/",
    "/\\evil.example",
    "/%5Cevil.example",
    "/api/%00",
    "/%zz",
  ])("are of no use with the path %s, which is refused before it is routed", async (path) => {
    const { url } = under.portal;
    const headers = [`Host: ${new URL(url).host}`, `Origin: ${url}`, "Connection: close"];
    const got = await rawRequest(url, { method: "GET", path, headers });
    expect(got.status).toBe(400);
    const multipart = [...headers, "Content-Type: multipart/form-data; boundary=x", "Content-Length: 0"];
    expect((await rawRequest(url, { method: "POST", path, headers: multipart })).status).toBe(400);
  });

  test("that are no origin, and methods that are none of ours, are answered in our own words", async () => {
    const anyone = new ApiClient(under.portal.url);
    const origin = await anyone.call("POST", "/api/me", {}, { Origin: "http://[" });
    expect([origin.status, codeOf(origin)]).toEqual([400, "header_malformed"]);
    for (const method of ["TRACE", "PROPFIND", "QUERY"]) {
      const headers = [`Host: ${new URL(under.portal.url).host}`, "Connection: close"];
      const answer = await rawRequest(under.portal.url, { method, path: "/", headers });
      expect([answer.status, answer.body]).toEqual([405, expect.stringContaining("method_not_allowed")]);
    }
  });
});

describe("cookies over plain http on loopback", () => {
  test("are HttpOnly, SameSite=Lax and bound to the path /", async () => {
    const client = new ApiClient(under.portal.url);
    const csrf = await client.call("GET", "/api/auth/csrf");
    const signedIn = await client.signIn("dev@nimbus.example", "correct-horse-battery-staple");
    const cookies = [...csrf.headers.getSetCookie(), ...signedIn.headers.getSetCookie()];
    expect(cookies.map((cookie) => cookie.split("=")[0])).toContain("genkan.sign-in");
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).toMatch(/; Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/; Domain=/i);
    }
  });
});
