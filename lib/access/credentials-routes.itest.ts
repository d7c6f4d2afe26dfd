import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { fromContainerMetadata, fromHttp } from "@aws-sdk/credential-providers";
import { NextRequest } from "next/server";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { signInClient } from "#lib/testing/client-sign-ins.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { GET as containerCredentials } from "../../app/aws/container-credentials/[roleId]/route.ts";
import { GET as credentialProcess } from "../../app/aws/credential-process/[roleId]/route.ts";
import { GET as selfTest } from "../../app/aws/self-test/route.ts";
import { type Keys, stsClient } from "../../sandbox/testing/small-world.ts";

const aws = testAws();
testDatabase();

const routes = {
  "container-credentials": containerCredentials,
  "credential-process": credentialProcess,
  "self-test": selfTest,
};

let server: Server;
let url = "";
let roleId = "";
let assignmentId = "";
let token = "";
let ofAnother = { catalogue: "", client: "", refresh: "" };
beforeAll(async () => {
  const owner = await addViewer("owner");
  const person = await addViewer("member");
  roleId = (await addRole(owner, { reference: testRoleArn("Developer") })).id;
  assignmentId = (await addAssignment(owner, { personId: person.personId, roleId })).id;
  token = (await addAccessToken(person, { name: "Terminal", scopes: ["roles:credentials"] })).token;
  const reading = await addAccessToken(person, { name: "Reading", scopes: ["catalogue:read"] });
  const { tokens } = await signInClient(person);
  ofAnother = { catalogue: reading.token, client: tokens.accessToken, refresh: tokens.refreshToken };
  server = createServer((request, response) => {
    const [name, id] = (request.url ?? "").split(/[/?]/).slice(2);
    const handler = Object.entries(routes).find(([each]) => each === name)?.[1] ?? selfTest;
    const headers = Object.entries(request.headers).map(([key, value]) => [key, String(value)] as const);
    const asked = new NextRequest(`${url}${request.url}`, { headers: Object.fromEntries(headers) });
    void handler(asked, { params: Promise.resolve({ roleId: id }) }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => server.close());

const get = async (path: string, headers: Record<string, string>) => {
  const answer = await fetch(`${url}/aws/${path}`, { headers });
  const type = answer.headers.get("x-amzn-errortype");
  return { status: answer.status, type, body: JSON.parse(await answer.text()), headers: answer.headers };
};

async function whoAmI(credentials: Keys): Promise<string | undefined> {
  const client = stsClient(aws.sandbox().url, credentials);
  return (await client.send(new GetCallerIdentityCommand({}))).Arn;
}
const assumed = /:assumed-role\/Developer\/member-/;

describe("the JavaScript SDK", () => {
  test("takes container credentials, its token as it is or as a Bearer", async () => {
    for (const authorization of [token, `Bearer ${token}`]) {
      vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${url}/aws/container-credentials/${roleId}`);
      vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN", authorization);
      expect(await whoAmI(await fromHttp()())).toMatch(assumed);
      expect(await whoAmI(await fromContainerMetadata({ maxRetries: 0 })())).toMatch(assumed);
    }
  });

  test("takes them with the token in a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "genkan-token-"));
    const file = join(folder, "token");
    writeFileSync(file, token);
    try {
      vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${url}/aws/container-credentials/${roleId}`);
      vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file);
      expect(await whoAmI(await fromHttp()())).toMatch(assumed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is answered what a credential_process prints", async () => {
    const { body, headers } = await get(`credential-process/${roleId}`, { Authorization: token });
    expect(headers.get("content-type")).toContain("application/json");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(Object.keys(body)).toEqual([
      "Version",
      "AccessKeyId",
      "SecretAccessKey",
      "SessionToken",
      "Expiration",
    ]);
    expect(body.Version).toBe(1);
    expect(body.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});

const boto = existsSync("/usr/lib/python3/dist-packages/boto3");
test.skipIf(!boto)("botocore takes container credentials (skipped without python3-boto3)", async () => {
  const program = `import boto3; print(boto3.client("sts", endpoint_url="${aws.sandbox().url}").get_caller_identity()["Arn"])`;
  const { stdout } = await promisify(execFile)("/usr/bin/python3", ["-c", program], {
    env: {
      PATH: "/usr/bin:/bin",
      NODE_ENV: "test",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/aws/container-credentials/${roleId}?duration_seconds=900`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
    },
  });
  expect(stdout).toMatch(assumed);
});

describe("the door", () => {
  test("takes a person's token of the scope, and nothing else", async () => {
    for (const name of ["container-credentials", "credential-process"]) {
      const path = `${name}/${roleId}`;
      for (const headers of [
        {},
        { Cookie: "genkan.sign-in=x" },
        { Authorization: ofAnother.client },
        { Authorization: `Bearer ${ofAnother.refresh}` },
        { "x-amz-sso_bearer_token": ofAnother.client },
        { Authorization: `Basic ${Buffer.from(`a:${token}`).toString("base64")}` },
      ])
        expect.soft(await get(path, headers), JSON.stringify(headers)).toMatchObject({
          status: 401,
          type: "UnauthorizedException",
        });
      expect(await get(path, { Authorization: ofAnother.catalogue })).toMatchObject({
        status: 403,
        type: "ForbiddenException",
      });
      expect(await get(`${path}?read_only=maybe`, { Authorization: token })).toMatchObject({
        status: 400,
        type: "InvalidRequestException",
      });
    }
  });

  test("answers a role that is unknown and one that was revoked alike, from the next request on", async () => {
    const before = await lastSequence();
    const path = "container-credentials";
    expect((await get(`${path}/${roleId}`, { Authorization: token })).status).toBe(200);
    const events = (await eventsAfter(before)).map(({ event, fields }) => [event, fields["accessTokenId"]]);
    expect(events).toEqual([["role.assume.reused", expect.any(String)]]);
    await revokeAssignment(await addViewer("owner"), assignmentId);
    const [revoked, unknown] = [
      await get(`${path}/${roleId}`, { Authorization: token }),
      await get(`${path}/no-such-role`, { Authorization: token }),
    ];
    expect([revoked.status, revoked.type, revoked.body]).toEqual([
      unknown.status,
      unknown.type,
      unknown.body,
    ]);
    expect([revoked.status, revoked.type]).toEqual([403, "ForbiddenException"]);
  });

  test("tells whether the bearer token's header arrived, and nothing of it", async () => {
    const secret = ofAnother.client;
    const arrived = await get("self-test", { "x-amz-sso_bearer_token": secret, Authorization: secret });
    expect(arrived.body).toEqual({ bearerTokenArrived: true, authorizationArrived: true });
    expect((await get("self-test", {})).body).toEqual({
      bearerTokenArrived: false,
      authorizationArrived: false,
    });
  });
});
