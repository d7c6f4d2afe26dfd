import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoCompany } from "../../sandbox/company.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { freePort } from "../../scripts/test-postgres.ts";
import { codeOf, member } from "../support/api-client.ts";
import { assign, type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

// The portal as its own OpenID issuer, and no AWS credentials anywhere: what reaches STS is read on the way there.

let sandbox: Sandbox;
let portal: Portal;
let company: SeededPortal;
let roleId = "";
const onTheWay: { server?: Server; tokens: string[] } = { tokens: [] };

beforeAll(async () => {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { world, furtherRoles } = demoCompany({ issuer });
  sandbox = await startSandbox({ world });
  const sandboxUrl = await watchSts(sandbox.url);
  portal = await startPortal({
    port,
    sandboxUrl,
    env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
  });
  company = await seedCompany(portal);
  const source = await company.owner.call("POST", "/api/sources", { kind: "web_identity", name: "Genkan" });
  const arn = furtherRoles.find((role) => role.through === "issuer")?.arn;
  const added = await company.owner.call("POST", "/api/roles", {
    reference: arn,
    sourceId: text(source.json, "id"),
    maxDurationSeconds: 7200,
  });
  roleId = text(added.json, "id");
  await assign(company.owner, company.people.developer, roleId);
});
afterAll(async () => {
  await portal?.stop();
  onTheWay.server?.close();
  await sandbox?.close();
});

/** Passes requests on to STS, and keeps the tokens that they carry. */
async function watchSts(target: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const token = new URLSearchParams(body).get("WebIdentityToken");
    if (token) onTheWay.tokens.push(token);
    const { authorization, "content-type": type } = request.headers;
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? "GET",
      headers: { ...(authorization && { authorization }), ...(type && { "content-type": type }) },
      ...(body !== "" && { body }),
    });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(await answer.text());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTheWay.server = server;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port to watch STS on");
  return `http://127.0.0.1:${address.port}`;
}

const issue = (body: object = {}) => company.developer.call("POST", `/api/roles/${roleId}/credentials`, body);

async function publishedKeys(): Promise<(JsonWebKey & { kid: string })[]> {
  const discovery = await (await fetch(`${portal.url}/.well-known/openid-configuration`)).json();
  return (await (await fetch(String(discovery.jwks_uri))).json()).keys;
}

const part = (token: string, index: number) =>
  JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString());

/** Verifies a token by what is published at this moment, as anybody would. */
async function verifies(token: string): Promise<boolean> {
  const jwk = (await publishedKeys()).find((key) => key.kid === part(token, 0).kid);
  if (!jwk) return false;
  const [head, claims, signature = ""] = token.split(".");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  return verify("sha256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url"));
}

describe("a portal that is its own issuer", () => {
  test.skipIf(process.platform !== "linux")("has no AWS credentials in its environment", () => {
    const environment = readFileSync(`/proc/${portal.process.pid}/environ`, "utf8");
    expect(environment).toContain("AWS_REGION=");
    expect(environment).not.toMatch(/AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AKIA|ASIA/);
  });

  test("assumes a role that trusts the issuer only, for as long as the role allows", async () => {
    const answer = await issue({ durationSeconds: 7200 });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      durationSeconds: 7200,
      durationLimit: "role",
      sessionName: "dev@nimbus.example",
    });
    const token = onTheWay.tokens.at(-1) ?? "";
    expect(part(token, 1)).toMatchObject({
      iss: portal.url,
      sub: "dev@nimbus.example",
      aud: "sts.amazonaws.com",
      email: "dev@nimbus.example",
      "https://aws.amazon.com/source_identity": "dev@nimbus.example",
    });
    expect(await verifies(token)).toBe(true);
  });

  test("opens the console, launches read-only, and is told who it is", async () => {
    const opened = await company.developer.call("POST", `/api/roles/${roleId}/console`, { readOnly: true });
    expect(opened.json).toMatchObject({ readOnly: true, url: expect.stringContaining("SigninToken=") });
    const checked = await company.owner.call("POST", `/api/roles/${roleId}/check`, {});
    expect(checked.json).toMatchObject({ ok: true, chained: false, sourceIdentity: true, externalId: false });
    expect(member(checked.json, "identityArn")).toContain(
      `:oidc-provider/127.0.0.1:${new URL(portal.url).port}`,
    );
  });

  test("after a rotation old tokens verify and new ones are signed with the key that was next", async () => {
    const before = onTheWay.tokens.at(-1) ?? "";
    const list = async () => {
      const { json } = await company.owner.call("GET", "/api/signing-keys");
      return member(json, "signingKeys") as { id: string; algorithm: string; state: string }[];
    };
    const next = (await list()).find((key) => key.state === "next" && key.algorithm === "RS256")?.id;
    expect((await company.owner.call("POST", "/api/signing-keys/rotation", {})).status).toBe(200);
    expect((await issue()).status).toBe(200);
    const after = onTheWay.tokens.at(-1) ?? "";
    expect(part(after, 0).kid).toBe(next);
    expect(part(after, 0).kid).not.toBe(part(before, 0).kid);
    expect([await verifies(before), await verifies(after)]).toEqual([true, true]);
  });

  test("refuses every other role in words: there are no credentials", async () => {
    const answer = await company.owner.call("POST", `/api/roles/${company.otherRoleId}/credentials`, {});
    expect(codeOf(answer)).toBe("aws_source_missing");
  });

  test("tells an issuer that AWS does not know", async () => {
    const other = { kind: "web_identity", name: "Elsewhere", issuer: `${portal.url}/elsewhere` };
    const source = await company.owner.call("POST", "/api/sources", other);
    await company.owner.call("PATCH", `/api/roles/${roleId}`, { sourceId: text(source.json, "id") });
    expect(codeOf(await issue())).toBe("aws_web_identity_refused");
    const checked = await company.owner.call("POST", `/api/roles/${roleId}/check`, {});
    expect(checked.json).toMatchObject({ ok: false, changes: [{ what: "create_provider" }] });
  });

  test.each([
    ["a port", "https://portal.example.com:8443", "issuer_url_has_port"],
    ["a query", "https://portal.example.com/?x=1", "issuer_url_malformed"],
    ["plain http", "http://portal.example.com", "issuer_url_malformed"],
    ["no address", "portal", "issuer_url_malformed"],
  ])("refuses an issuer with %s, and saves nothing", async (_, issuer, code) => {
    const count = async () => {
      const { json } = await company.owner.call("GET", "/api/sources");
      return (member(json, "sources") as unknown[]).length;
    };
    const before = await count();
    const answer = await company.owner.call("POST", "/api/sources", {
      kind: "web_identity",
      name: "Bad",
      issuer,
    });
    expect(codeOf(answer)).toBe(code);
    expect(await count()).toBe(before);
  });
});
