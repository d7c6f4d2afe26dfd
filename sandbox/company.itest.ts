import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoCompany, demoCompany } from "./company.ts";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import { type Keys, keysOf, refusal, stsClient } from "./testing/small-world.ts";

let idp: Server;
let issuer: string;
let company: DemoCompany;
let sandbox: Sandbox;
const pair = await generateKeyPair("ES256");

beforeAll(async () => {
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k" }];
  idp = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys } : { issuer, jwks_uri: `${issuer}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => idp.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(idp.address() as AddressInfo).port}`;
  company = demoCompany({ issuer });
  sandbox = await startSandbox({ world: company.world });
});
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => idp.close(resolve));
});

const arnOf = (name: string) =>
  [...company.roles, ...company.furtherRoles].find((role) => role.arn.endsWith(`309:role/${name}`))?.arn;

function assume(name: string, keys: Keys, DurationSeconds?: number) {
  const input = { RoleArn: arnOf(name), RoleSessionName: "aiko", SourceIdentity: "aiko", DurationSeconds };
  return stsClient(sandbox.url, keys).send(new AssumeRoleCommand(input));
}

async function assumeByToken(name: string, subject: string) {
  const token = await new SignJWT({ "https://aws.amazon.com/source_identity": subject })
    .setProtectedHeader({ alg: "ES256", kid: "k" })
    .setIssuer(issuer)
    .setAudience("sts.amazonaws.com")
    .setSubject(subject)
    .setExpirationTime("5m")
    .sign(pair.privateKey);
  return stsClient(sandbox.url).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: arnOf(name),
      RoleSessionName: "aiko",
      WebIdentityToken: token,
      DurationSeconds: 43_200,
    }),
  );
}

test("a role of web identity takes the company's people, for twelve hours, and no AWS key", async () => {
  const answer = await assumeByToken("WebIdentityDeveloper", "aiko@nimbus.example");
  expect(answer.SourceIdentity).toBe("aiko@nimbus.example");
  expect(await refusal(assumeByToken("WebIdentityDeveloper", "eve@elsewhere.example"))).toMatch(
    /^AccessDenied 403: Not authorized to perform sts:AssumeRoleWithWebIdentity/,
  );
  const { id, secret } = company.portalAccessKey;
  expect(await refusal(assume("WebIdentityReadOnly", { accessKeyId: id, secretAccessKey: secret }))).toMatch(
    /^AccessDenied/,
  );
});

test("a role of a chain takes the other role's session only, for an hour", async () => {
  const { id, secret } = company.portalAccessKey;
  const portal = { accessKeyId: id, secretAccessKey: secret };
  expect(await refusal(assume("ClusterOperator", portal))).toMatch(/^AccessDenied/);
  const between = keysOf(await assume("PowerUser", portal));
  await expect(assume("ClusterOperator", between, 3600)).resolves.toHaveProperty("SourceIdentity", "aiko");
  expect(await refusal(assume("ClusterOperator", between, 3601))).toMatch(/1 hour session limit/);
});
