import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  AWAY,
  document,
  keysOf,
  MAY_ASSUME,
  refusal,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "../testing/small-world.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
let issuer: string;
let status = 200;
let idp: Server;
let sandbox: Sandbox;

beforeAll(async () => {
  idp = createServer((request, response) => {
    const keys = [
      { ...rsa.publicKey.export({ format: "jwk" }), kid: "r" },
      { ...ec.publicKey.export({ format: "jwk" }), kid: "e" },
    ];
    const body = request.url === "/jwks" ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => idp.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(idp.address() as AddressInfo).port}`;
  const host = issuer.slice("http://".length);
  const provider = `arn:aws:iam::${AWAY}:oidc-provider/${host}`;
  const federated = (actions: string[]) =>
    document({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: ["sts:AssumeRoleWithWebIdentity", ...actions],
      Condition: { StringEquals: { [`${host}:aud`]: "aws", [`${host}:sub`]: "repo:ada" } },
    });
  const world = smallWorld(
    [
      role("Web", federated(["sts:TagSession", "sts:SetSourceIdentity"]), {
        policies: [MAY_ASSUME],
        maxSessionDuration: 43_200,
      }),
      role("WebPlain", federated([])),
      role(
        "Next",
        trusting(roleArn("Web"), { Condition: { StringEquals: { "aws:PrincipalTag/team": "blue" } } }),
      ),
    ],
    {
      oidcProviders: [
        { arn: provider, issuer, audiences: ["aws"] },
        {
          arn: `arn:aws:iam::${AWAY}:oidc-provider/127.0.0.1:1`,
          issuer: "http://127.0.0.1:1",
          audiences: ["aws"],
        },
      ],
    },
  );
  sandbox = await startSandbox({ world });
});
afterAll(async () => {
  await sandbox.close();
  idp.close();
});

function token(
  claims: Record<string, unknown> = {},
  alg = "RS256",
  key: KeyObject = rsa.privateKey,
  kid = "r",
): string {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, aud: "aws", sub: "repo:ada", iat: now, exp: now + 300, ...claims };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg, kid })}.${part(all)}`;
  const options = alg === "ES256" ? { key, dsaEncoding: "ieee-p1363" as const } : key;
  return `${signed}.${sign("sha256", Buffer.from(signed), options).toString("base64url")}`;
}

function assume(webIdentityToken: string, name = "Web", seconds = 3600) {
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn(name),
    RoleSessionName: "ci-run",
    WebIdentityToken: webIdentityToken,
    DurationSeconds: seconds,
  });
  return stsClient(sandbox.url).send(command);
}

test("RS256 and ES256 tokens open a session, up to the role's own maximum", async () => {
  const answer = await assume(token(), "Web", 43_200);
  expect(answer).toMatchObject({ SubjectFromWebIdentityToken: "repo:ada", Audience: "aws" });
  expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${AWAY}:assumed-role/Web/ci-run`);
  await expect(
    assume(token({ aud: ["other", "aws"] }, "ES256", ec.privateKey, "e"), "WebPlain"),
  ).resolves.toHaveProperty("Credentials");
});

test("tags and source identity come from claims, and stay in the chain", async () => {
  const claims = {
    "https://aws.amazon.com/tags": { principal_tags: { team: ["blue"] }, transitive_tag_keys: ["team"] },
    "https://aws.amazon.com/source_identity": "ada",
  };
  const answer = await assume(token(claims));
  expect(answer.SourceIdentity).toBe("ada");
  const next = await stsClient(sandbox.url, keysOf(answer)).send(
    new AssumeRoleCommand({ RoleArn: roleArn("Next"), RoleSessionName: "on" }),
  );
  expect(next.SourceIdentity).toBe("ada");
  expect(await refusal(assume(token(claims), "WebPlain"))).toBe(
    "AccessDenied 403: Not authorized to perform sts:TagSession",
  );
});

test.each<[string, () => string, string]>([
  [
    "another subject",
    () => token({ sub: "repo:eve" }),
    "AccessDenied 403: Not authorized to perform sts:AssumeRoleWithWebIdentity",
  ],
  [
    "another audience",
    () => token({ aud: "other" }),
    "InvalidIdentityTokenException 400: Incorrect token audience",
  ],
  [
    "an unknown issuer",
    () => token({ iss: "https://example.com" }),
    "InvalidIdentityTokenException 400: No OpenIDConnect provider found",
  ],
  [
    "a forged signature",
    () => token({}, "RS256", generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
    "InvalidIdentityTokenException 400: Couldn't retrieve verification key",
  ],
  ["no token at all", () => "nonsense", "InvalidIdentityTokenException 400"],
  [
    "an unsigned token",
    () => `${token({}, "none").split(".").slice(0, 2).join(".")}.x`,
    "InvalidIdentityTokenException 400: Unsupported",
  ],
  [
    "an expired token",
    () => token({ exp: 1_700_000_000 }),
    "ExpiredTokenException 400: Token expired: current date/time",
  ],
  ["a token of tomorrow", () => token({ nbf: Date.now() / 1000 + 86_400 }), "IDPRejectedClaimException 403"],
  [
    "a provider that is away",
    () => token({ iss: "http://127.0.0.1:1" }),
    "IDPCommunicationErrorException 400",
  ],
  [
    "malformed tags",
    () => token({ "https://aws.amazon.com/tags": "blue" }),
    "InvalidIdentityTokenException 400",
  ],
])("refuses %s", async (_, make, expected) => {
  expect(await refusal(assume(make()))).toContain(expected);
});

test.each([
  [503, "IDPCommunicationErrorException"],
  [403, "IDPRejectedClaimException"],
  [404, "InvalidIdentityTokenException"],
])("a provider that answers %i ends in %s", async (answered, name) => {
  status = answered;
  expect(await refusal(assume(token()))).toContain(name);
  status = 200;
});
