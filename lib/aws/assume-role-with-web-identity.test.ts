import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAppError } from "#lib/errors.ts";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { ADA_KEY, AWAY, document, role, roleArn, smallWorld } from "../../sandbox/testing/small-world.ts";

type Assume = typeof import("./assume-role-with-web-identity.ts").assumeRoleWithWebIdentity;

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
let provider: Server;
let sandbox: Sandbox;
let issuer: string;
let status = 200;
let assume: Assume;

beforeAll(async () => {
  provider = createServer((request, response) => {
    const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k" }];
    const body = request.url === "/jwks" ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const address = provider.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  issuer = `http://127.0.0.1:${address.port}`;
  const host = issuer.slice("http://".length);
  const arn = `arn:aws:iam::${AWAY}:oidc-provider/${host}`;
  const trusting = (actions: string[]) =>
    document({
      Effect: "Allow",
      Principal: { Federated: arn },
      Action: ["sts:AssumeRoleWithWebIdentity", ...actions],
      Condition: { StringEquals: { [`${host}:sub`]: "ada" } },
    });
  const world = smallWorld(
    [
      role("Web", trusting(["sts:TagSession", "sts:SetSourceIdentity"]), { maxSessionDuration: 43_200 }),
      role("Plain", trusting([])),
    ],
    { oidcProviders: [{ arn, issuer, audiences: ["sts.amazonaws.com"] }] },
  );
  sandbox = await startSandbox({ world });
  // No keys, no profile, no metadata service: whoever looked for credentials would be refused.
  bareProcess({ AWS_ENDPOINT_URL_STS: sandbox.url });
  ({ assumeRoleWithWebIdentity: assume } = await import("./assume-role-with-web-identity.ts"));
});
afterAll(async () => {
  await sandbox.close();
  provider.close();
});

function token(claims: Record<string, unknown> = {}, key: KeyObject = privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, aud: "sts.amazonaws.com", sub: "ada", iat: now, exp: now + 300, ...claims };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "ES256", kid: "k" })}.${part(all)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

const ask = (webIdentityToken: string, name = "Web", durationSeconds = 900) =>
  assume({
    token: webIdentityToken,
    issuer,
    roleArn: roleArn(name),
    partition: "aws",
    accountId: AWAY,
    sessionName: "ada@example.com",
    durationSeconds,
    policy: null,
    policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    deadline: AbortSignal.timeout(7000),
  });

const claims = {
  "https://aws.amazon.com/tags": { principal_tags: { team: ["blue"] }, transitive_tag_keys: ["team"] },
  "https://aws.amazon.com/source_identity": "ada",
};

test("a role is assumed with no AWS credentials anywhere, for as long as it allows, and nothing is signed", async () => {
  const session = await ask(token(claims), "Web", 43_200);
  expect(session).toMatchObject({
    assumedRoleArn: `arn:aws:sts::${AWAY}:assumed-role/Web/ada@example.com`,
    durationSeconds: 43_200,
  });
  expect(session.packedPolicyPercent).toBeGreaterThan(0);
  const { calls } = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
  expect(calls.map((call: { action: string }) => call.action)).toEqual(["AssumeRoleWithWebIdentity"]);
  expect(calls[0].callerArn).toBeUndefined();
  expect(calls[0].params).toMatchObject({ RoleSessionName: "ada@example.com", DurationSeconds: "43200" });
});

test.each<[string, () => Promise<unknown>, string]>([
  ["another subject", () => ask(token({ sub: "eve" })), "aws_trust_policy_refused"],
  ["a role that does not exist", () => ask(token(), "Nothing"), "aws_trust_policy_refused"],
  ["tags at a role without them", () => ask(token({ ...claims }), "Plain"), "aws_tags_refused"],
  [
    "a source identity at a role without it",
    () => ask(token({ "https://aws.amazon.com/source_identity": "ada" }), "Plain"),
    "aws_source_identity_refused",
  ],
  ["another audience", () => ask(token({ aud: "other" })), "aws_web_identity_refused"],
  [
    "an issuer that the account has not",
    () => ask(token({ iss: "https://example.com" })),
    "aws_web_identity_refused",
  ],
  [
    "a forged signature",
    () => ask(token({}, generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey)),
    "aws_web_identity_refused",
  ],
  ["a token of tomorrow", () => ask(token({ nbf: Date.now() / 1000 + 86_400 })), "aws_web_identity_refused"],
  ["an expired token", () => ask(token({ exp: 1_700_000_000 })), "aws_clock_skew"],
  ["more than the role's maximum", () => ask(token(), "Plain", 7200), "aws_duration_refused"],
])("%s is refused by its own code", async (_, asked, code) => {
  const error = await asked().catch((thrown: unknown) => thrown);
  if (!isAppError(error)) throw error;
  expect(error.code).toBe(code);
  expect(JSON.stringify([error.message, error.details])).not.toContain("eyJ");
  if (code === "aws_web_identity_refused") expect(error.details).toEqual({ issuer });
});

test("keys that AWS cannot fetch are the issuer's matter", async () => {
  status = 503;
  const error = await ask(token()).catch((thrown: unknown) => thrown);
  status = 200;
  expect(error).toMatchObject({ code: "aws_issuer_unreachable", details: { issuer } });
});

test("the request carries the token and no signature", async () => {
  let seen: { authorization: string | undefined; body: string } | undefined;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen = { authorization: request.headers.authorization, body };
    response.writeHead(400).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  // Keys that lie about are not taken either.
  bareProcess({
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${address.port}`,
    AWS_ACCESS_KEY_ID: ADA_KEY.id,
    AWS_SECRET_ACCESS_KEY: ADA_KEY.secret,
  });
  ({ assumeRoleWithWebIdentity: assume } = await import("./assume-role-with-web-identity.ts"));
  const sent = token();
  expect(await refusalCode(ask(sent))).toMatch(/^aws_/);
  server.close();
  expect(seen?.authorization).toBeUndefined();
  expect(new URLSearchParams(seen?.body).get("WebIdentityToken")).toBe(sent);
  expect(seen?.body).not.toContain(ADA_KEY.id);
});
