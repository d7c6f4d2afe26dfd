import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy, passGate } from "./gate.ts";

const origin = "http://127.0.0.1:3000";
let secure = false;
let server: Server;
beforeAll(async () => {
  // Stands where the framework does, and tells what came through.
  server = createServer({ joinDuplicateHeaders: false }, (request, response) => {
    const options = {
      origin: secure ? "https://portal.example.com" : origin,
      clientAddress: () => "192.0.2.1",
    };
    if (passGate(request, response, options)) return;
    request.resume();
    response.end(JSON.stringify({ passed: true, headers: request.headers }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());

type Reply = { status: number; headers: Map<string, string>; body: string };

/** Sends bytes as they stand: fetch would mend what is to be refused. */
function send(head: string, lines: readonly string[] = []): Promise<Reply> {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  const host = lines.some((line) => /^host:/i.test(line)) ? [] : ["Host: 127.0.0.1:3000"];
  return new Promise((resolve, reject) => {
    const socket = connect(address.port, "127.0.0.1");
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("error", reject);
    socket.on("close", () => {
      const [headText = "", ...rest] = text.split("\r\n\r\n");
      const [statusLine = "", ...headerLines] = headText.split("\r\n");
      const headers = headerLines.map((line): [string, string] => {
        const at = line.indexOf(":");
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
      });
      resolve({
        status: Number(statusLine.split(" ")[1]),
        headers: new Map(headers),
        body: rest.join("\r\n\r\n"),
      });
    });
    const all = [head, ...host, "Connection: close", ...lines];
    socket.write(Buffer.from(`${all.join("\r\n")}\r\n\r\n`, "latin1"));
  });
}

const seen = (reply: Reply): IncomingHttpHeaders => {
  const start = reply.body.indexOf("{");
  return JSON.parse(reply.body.slice(start, reply.body.lastIndexOf("}") + 1)).headers;
};
const codeOf = (reply: Reply): string => (/"code":"(\w+)"/.exec(reply.body) ?? [])[1] ?? "none";

const spellings = [
  "Forwarded",
  "X-Forwarded-For",
  "x_forwarded_for",
  "X_Forwarded_Host",
  "X-Forwarded_Proto",
  "X-FORWARDED-PORT",
  "X-Forwarded-Prefix",
  "X-Real-IP",
  "x_real_ip",
  "X-Original-URL",
  "X-Rewrite-URL",
  "X-Middleware-Subrequest",
  "x_middleware_subrequest",
  "X-Middleware-Rewrite",
  "X-Middleware-Set-Cookie",
  "X-Nextjs-Data",
  "X-Next-Cache-Tags",
  "X-Invoke-Path",
  "X-Matched-Path",
  "X-Vercel-Id",
  "X-Now-Route-Matches",
  "X-Genkan-Address",
  "x_genkan_request_id",
  "X-Genkan-Path",
  "X-Nonce",
  "X-HTTP-Method-Override",
  "X_HTTP_METHOD",
  "Next-Resume",
  "Next-Action",
  "Content-Security-Policy",
  "Content-Security-Policy-Report-Only",
];

test.each(spellings)("drops %s before anything believes it", async (name) => {
  for (const path of ["/", "/api/health"]) {
    const reply = await send(`GET ${path} HTTP/1.1`, [`${name}: canary`]);
    expect(reply.status).toBe(200);
    expect(JSON.stringify(seen(reply))).not.toContain("canary");
  }
});

test("an ordinary request passes with what the gate vouches for, and under the configured host", async () => {
  const reply = await send("GET /open/x?y=1 HTTP/1.1", ["Host: evil.example.com", "Cookie: a=b"]);
  expect(seen(reply)).toMatchObject({
    host: "127.0.0.1:3000",
    cookie: "a=b",
    "x-genkan-address": "192.0.2.1",
    "x-genkan-path": "/open/x?y=1",
    "x-genkan-request-id": reply.headers.get("x-request-id"),
  });
});

test.each([
  ["TRACE / HTTP/1.1", 405, "method_not_allowed"],
  ["PROPFIND / HTTP/1.1", 405, "method_not_allowed"],
  ["POST / HTTP/1.1", 405, "method_not_allowed"],
  ["PUT /sign-in HTTP/1.1", 405, "method_not_allowed"],
  ["OPTIONS / HTTP/1.1", 405, "method_not_allowed"],
  ["DELETE /admin/people HTTP/1.1", 405, "method_not_allowed"],
  ["OPTIONS * HTTP/1.1", 400, "bad_request"],
  ["GET //evil.example.com HTTP/1.1", 400, "bad_request"],
  ["GET http://evil.example.com/ HTTP/1.1", 400, "bad_request"],
  ["GET /\\evil.example.com HTTP/1.1", 400, "bad_request"],
  ["GET /%5cevil HTTP/1.1", 400, "bad_request"],
  ["GET /a%00b HTTP/1.1", 400, "bad_request"],
  ["GET /a%0d%0aSet-Cookie:x HTTP/1.1", 400, "bad_request"],
  ["GET /a%zz HTTP/1.1", 400, "bad_request"],
  ["GET /a% HTTP/1.1", 400, "bad_request"],
  ["GET /a%ff HTTP/1.1", 400, "bad_request"],
  ["GET /a?b=%zz HTTP/1.1", 400, "bad_request"],
  ["GET /a?b=%00 HTTP/1.1", 400, "bad_request"],
  ["GET /a/../admin HTTP/1.1", 400, "bad_request"],
  ["GET /a/%2e%2e/admin HTTP/1.1", 400, "bad_request"],
  [`GET /${"x".repeat(8192)} HTTP/1.1`, 414, "bad_request"],
  ["GET /_next/image?url=x HTTP/1.1", 404, "not_found"],
  ["GET /_next/data/x.json HTTP/1.1", 404, "not_found"],
])("request %# is answered before the framework", async (head, status, code) => {
  const reply = await send(head);
  expect([reply.status, codeOf(reply)]).toEqual([status, code]);
  expect(reply.headers.get("cache-control")).toBe("no-store");
  expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  expect(reply.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test.each([
  "not an origin",
  "http://127.0.0.1:3000/",
  "HTTP://127.0.0.1:3000",
  "http://127.0.0.1:3000, http://evil.example.com",
  "://",
  "http://[",
])("the Origin %s is malformed", async (value) => {
  const reply = await send("GET /api/health HTTP/1.1", [`Origin: ${value}`]);
  expect([reply.status, codeOf(reply)]).toEqual([400, "header_malformed"]);
});

test("a refused HEAD has no body", async () => {
  const reply = await send("HEAD /%zz HTTP/1.1");
  expect([reply.status, reply.body]).toEqual([400, ""]);
});

test("pages have a policy with a nonce that is new each time; the API allows nothing; both say so to the framework or nobody", async () => {
  const nonces = new Set<string>();
  for (let page = 0; page < 20; page += 1) {
    const reply = await send("GET / HTTP/1.1", ["X-Nonce: chosen"]);
    const policy = reply.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(Buffer.from(nonce, "base64")).toHaveLength(16);
    expect(policy).toBe(contentSecurityPolicy(nonce));
    expect(seen(reply)).toMatchObject({ "x-nonce": nonce, "content-security-policy": policy });
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(20);
  const api = await send("GET /api/health HTTP/1.1");
  expect(api.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(seen(api)["x-nonce"]).toBeUndefined();
});

test("the page policy lets in nothing inline, nothing from elsewhere and no frame", () => {
  const policy = contentSecurityPolicy("N");
  for (const word of ["unsafe-inline", "unsafe-eval", "http:", "https:", "*"])
    expect(policy).not.toContain(word);
  for (const rule of [
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    expect(policy.split("; ")).toContain(rule);
});

test("nothing is stored, except the framework's own immutable files", async () => {
  for (const path of ["/", "/api/health", "/sign-in", "/_next/static-but-not"])
    expect((await send(`GET ${path} HTTP/1.1`)).headers.get("cache-control"), path).toBe("no-store");
  expect((await send("GET /_next/static/a.js HTTP/1.1")).headers.get("cache-control")).toBeUndefined();
});

test("security headers are on everything; strict transport only where the origin is https", async () => {
  const expected = {
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
  for (const head of ["GET / HTTP/1.1", "GET /api/health HTTP/1.1", "TRACE / HTTP/1.1"]) {
    const reply = await send(head);
    expect(Object.fromEntries(reply.headers)).toMatchObject(expected);
    expect(reply.headers.has("strict-transport-security")).toBe(false);
  }
  secure = true;
  const reply = await send("GET / HTTP/1.1");
  secure = false;
  expect(reply.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
});

test.each([
  ["localhost:3000", "/open/x?y=1", "http://127.0.0.1:3000/open/x?y=1"],
  ["[::1]:3000", "/", "http://127.0.0.1:3000/"],
])("on loopback, %s is led to the configured origin", async (host, path, location) => {
  const reply = await send(`GET ${path} HTTP/1.1`, [`Host: ${host}`]);
  expect([reply.status, reply.headers.get("location")]).toEqual([307, location]);
});

test.each([
  ["evil.example.com", "GET / HTTP/1.1"],
  ["localhost:4000", "GET / HTTP/1.1"],
  ["localhost:3000", "POST /api/x HTTP/1.1"],
  ["localhost:3000@evil.example.com", "GET / HTTP/1.1"],
  ["127.0.0.1:3000", "GET / HTTP/1.1"],
])("Host %s with %s is not redirected", async (host, head) => {
  const reply = await send(head, [`Host: ${host}`, "Content-Length: 0"]);
  expect(reply.status).toBe(200);
  expect(reply.headers.has("location")).toBe(false);
});

test.each(["/start", "/start/", "/start?x=1"])(
  "HEAD %s leads to the name that newer AWS CLIs take a start URL by, and GET to the page",
  async (path) => {
    const reply = await send(`HEAD ${path} HTTP/1.1`, ["Content-Length: 0"]);
    expect(reply.status).toBe(302);
    expect(reply.headers.get("location")).toBe("https://identitycenter.amazonaws.com/127-0-0-1");
    expect((await send(`GET ${path} HTTP/1.1`, ["Content-Length: 0"])).status).toBe(200);
    expect((await send("HEAD /started HTTP/1.1", ["Content-Length: 0"])).status).toBe(200);
  },
);

test("what AWS clients ask passes with any method, under the policy of the API", async () => {
  const reply = await send("POST /aws/token HTTP/1.1", ["Content-Length: 0"]);
  expect(reply.status).toBe(200);
  expect(reply.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect((await send("POST /awsome HTTP/1.1", ["Content-Length: 0"])).status).toBe(405);
});

test("no path and no header makes the gate fail, redirect elsewhere or pass on what it drops", async () => {
  const piece = fc.constantFrom(
    "/",
    "%2f",
    "%5c",
    "\\",
    "..",
    ".",
    "%",
    "%00",
    "%e3%81%82",
    "?",
    "&",
    "=",
    "#",
    "api",
    "x",
    "@",
    ":",
    ";",
    "*",
    "'",
    '"',
    "<",
    "\u007f",
    "é",
  );
  const path = fc.array(piece, { maxLength: 10 }).map((pieces) => `/${pieces.join("")}`);
  const header = fc.record({
    name: fc.constantFrom(...spellings, "Origin", "Host", "Cookie", "Accept"),
    value: fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "HEAD", "POST", "TRACE", "DELETE", "OPTIONS"),
      path,
      header,
      async (method, url, { name, value }) => {
        const reply = await send(`${method} ${url} HTTP/1.1`, [
          `${name}: ${value.replace(/[\r\n]/g, "")}`,
          "Content-Length: 0",
        ]);
        expect([200, 307, 400, 404, 405, 414]).toContain(reply.status);
        const location = reply.headers.get("location");
        if (location) expect(new URL(location).origin).toBe(origin);
      },
    ),
    { numRuns: 1000 },
  );
}, 30_000);
