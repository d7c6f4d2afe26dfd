import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import {
  fromContainerMetadata,
  fromInstanceMetadata,
  fromTemporaryCredentials,
} from "@aws-sdk/credential-providers";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { demoCompany, portalAccessKey } from "./company.ts";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import { stsClient } from "./testing/small-world.ts";

const run = promisify(execFile);
const AWS = "/usr/bin/aws";
const PYTHON = "/usr/bin/python3";
const hasAws = existsSync(AWS);
const hasBoto = existsSync("/usr/lib/python3/dist-packages/boto3");
const READ_ONLY = "arn:aws:iam::210987654304:role/ReadOnly";
const TOKEN = "Bearer task-token";

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox({ containerAuthorizationToken: TOKEN });
  folder = mkdtempSync(join(tmpdir(), "sandbox-clients-"));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "test",
    PATH: "/usr/bin:/bin",
    HOME: folder,
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_PAGER: "",
    AWS_EC2_METADATA_DISABLED: "true",
    ...extra,
  };
}

const PORTAL = { AWS_ACCESS_KEY_ID: portalAccessKey.id, AWS_SECRET_ACCESS_KEY: portalAccessKey.secret };

describe.skipIf(!hasAws)("AWS CLI (skipped without /usr/bin/aws)", () => {
  async function aws(args: string[], extra: Record<string, string>): Promise<string> {
    return (await run(AWS, ["--endpoint-url", sandbox.url, ...args], { env: environment(extra) })).stdout;
  }
  test("assumes a role, says who it is, reads files", async () => {
    const answer = JSON.parse(
      await aws(
        ["sts", "assume-role", "--role-arn", READ_ONLY, "--role-session-name", "ada", "--output", "json"],
        PORTAL,
      ),
    );
    const keys = {
      AWS_ACCESS_KEY_ID: answer.Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: answer.Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: answer.Credentials.SessionToken,
    };
    const identity = JSON.parse(await aws(["sts", "get-caller-identity", "--output", "json"], keys));
    expect(identity.Arn).toBe("arn:aws:sts::210987654304:assumed-role/ReadOnly/ada");
    expect(await aws(["s3", "ls"], keys)).toContain("nimbus-storefront-production-304");
    expect(await aws(["s3", "ls", "s3://nimbus-storefront-production-304"], keys)).toMatch(
      /PRE reports\/\n.*README\.txt/,
    );
    expect(await aws(["s3", "cp", "s3://nimbus-storefront-production-304/README.txt", "-"], keys)).toBe(
      "Files of Storefront Production (210987654304).\n",
    );
    await expect(
      aws(["s3", "cp", "s3://nimbus-storefront-production-304/no.txt", "-"], keys),
    ).rejects.toThrow("404");
    await expect(aws(["s3", "ls", "s3://nimbus-nimbus-hub-301"], keys)).rejects.toThrow("AccessDenied");
    await expect(aws(["s3", "ls"], { ...keys, AWS_SECRET_ACCESS_KEY: "wrong" })).rejects.toThrow(
      "SignatureDoesNotMatch",
    );
  });
  test("prints AWS's refusal", async () => {
    const args = ["sts", "assume-role", "--role-session-name", "ada", "--role-arn"];
    await expect(aws([...args, "arn:aws:iam::210987654305:role/LegacyDeployer"], PORTAL)).rejects.toThrow(
      "(AccessDenied) when calling the AssumeRole operation",
    );
    await expect(
      aws([...args, READ_ONLY, "--duration-seconds", "43200", "--policy", "{"], PORTAL),
    ).rejects.toThrow("MalformedPolicyDocument");
  });
  test("lists the organization and the roles of an account", async () => {
    const json = async (...args: string[]) =>
      JSON.parse(await aws([...args, "--output", "json"], PORTAL)) as Record<string, unknown[]>;
    const { Accounts } = await json("organizations", "list-accounts");
    expect(Accounts).toHaveLength(10);
    expect(Accounts).toContainEqual(
      expect.objectContaining({ Id: "210987654304", Name: "Storefront Production", Status: "ACTIVE" }),
    );
    const { Tags } = await json("organizations", "list-tags-for-resource", "--resource-id", "210987654304");
    expect(Tags).toEqual([{ Key: "env", Value: "production" }]);
    const { Roles } = await json("iam", "list-roles");
    expect(Roles).toContainEqual(
      expect.objectContaining({ RoleName: "ReadOnly", MaxSessionDuration: 43200 }),
    );
    expect((await json("iam", "list-role-tags", "--role-name", "ReadOnly"))["Tags"]).toEqual([
      { Key: "company", Value: "nimbus" },
    ]);
  });
  test("asks instance metadata", async () => {
    const extra = {
      AWS_EC2_METADATA_DISABLED: "false",
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `${sandbox.url}/`,
    };
    expect(await aws(["sts", "get-caller-identity"], extra)).toContain("assumed-role/genkan-instance/i-0");
  });
});

describe.skipIf(!hasBoto)("boto3 (skipped without Debian's python3-boto3)", () => {
  test("assumes a role and reads S3", async () => {
    const script = join(folder, "read.py");
    writeFileSync(
      script,
      `import boto3, sys
url = sys.argv[1]
c = boto3.client("sts", endpoint_url=url).assume_role(RoleArn="${READ_ONLY}", RoleSessionName="ada", DurationSeconds=43200)["Credentials"]
keys = dict(aws_access_key_id=c["AccessKeyId"], aws_secret_access_key=c["SecretAccessKey"], aws_session_token=c["SessionToken"])
print(boto3.client("sts", endpoint_url=url, **keys).get_caller_identity()["Arn"])
s3 = boto3.client("s3", endpoint_url=url, **keys)
bucket = s3.list_buckets()["Buckets"][0]["Name"]
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1})
print([o["Key"] for p in pages for o in p["Contents"]])
print(s3.head_object(Bucket=bucket, Key="README.txt")["ContentLength"])
try:
    s3.get_object(Bucket=bucket, Key="no")
except s3.exceptions.NoSuchKey as e:
    print("NoSuchKey")
`,
    );
    const { stdout } = await run(PYTHON, [script, sandbox.url], { env: environment(PORTAL) });
    expect(stdout.split("\n")).toEqual([
      "arn:aws:sts::210987654304:assumed-role/ReadOnly/ada",
      "['README.txt', 'reports/2026-01.csv']",
      "47",
      "NoSuchKey",
      "",
    ]);
  });
});

describe("the JavaScript SDK's providers", () => {
  test("fromInstanceMetadata, and from there into another account", async () => {
    vi.stubEnv("AWS_EC2_METADATA_SERVICE_ENDPOINT", `${sandbox.url}/`);
    const masterCredentials = fromInstanceMetadata({ maxRetries: 0 });
    const keys = await masterCredentials();
    const client = stsClient(sandbox.url, { ...keys, sessionToken: keys.sessionToken ?? "" });
    expect((await client.send(new GetCallerIdentityCommand({}))).Arn).toMatch(
      /assumed-role\/genkan-instance\/i-0/,
    );
    const far = fromTemporaryCredentials({
      masterCredentials,
      params: { RoleArn: READ_ONLY, RoleSessionName: "ada" },
      clientConfig: { region: "us-east-1", endpoint: sandbox.url },
    });
    expect((await far()).accessKeyId).toMatch(/^ASIA/);
  });
  test("fromContainerMetadata, with the right token only", async () => {
    vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${sandbox.url}/v2/credentials/task`);
    vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN", TOKEN);
    const keys = await fromContainerMetadata({ maxRetries: 0 })();
    const client = stsClient(sandbox.url, { ...keys, sessionToken: keys.sessionToken ?? "" });
    expect((await client.send(new GetCallerIdentityCommand({}))).Arn).toMatch(
      /assumed-role\/genkan-task\/[0-9a-f]{32}$/,
    );
    vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "wrong");
    await expect(fromContainerMetadata({ maxRetries: 0 })()).rejects.toThrow();
  });
});

describe("instance metadata", () => {
  const ttl = (seconds: string, extra: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/latest/api/token`, {
      method: "PUT",
      headers: { "x-aws-ec2-metadata-token-ttl-seconds": seconds, ...extra },
    });
  test("serves nothing without a session token (version 1)", async () => {
    const path = "/latest/meta-data/iam/security-credentials/";
    expect((await fetch(sandbox.url + path)).status).toBe(401);
    expect(
      (await fetch(sandbox.url + path, { headers: { "x-aws-ec2-metadata-token": "made-up" } })).status,
    ).toBe(401);
  });
  test("gives a session token by the rules", async () => {
    expect((await ttl("0")).status).toBe(400);
    expect((await ttl("21601")).status).toBe(400);
    expect((await ttl("60", { "x-forwarded-for": "10.0.0.1" })).status).toBe(403);
    expect((await fetch(`${sandbox.url}/latest/api/token`)).status).toBe(405);
    const headers = { "x-aws-ec2-metadata-token": await (await ttl("60")).text() };
    const get = async (path: string) => (await fetch(sandbox.url + path, { headers })).text();
    expect(await get("/latest/meta-data/iam/security-credentials/")).toBe("genkan-instance");
    expect(await get("/latest/meta-data/placement/region")).toBe("us-east-1");
    expect(JSON.parse(await get("/latest/dynamic/instance-identity/document"))).toMatchObject({
      accountId: "210987654301",
    });
    expect(
      (await fetch(`${sandbox.url}/latest/meta-data/iam/security-credentials/other`, { headers })).status,
    ).toBe(404);
  });
});

test("the demo company answers as its catalogue says", async () => {
  const company = demoCompany();
  for (const role of company.roles.filter((item) => !item.requiresMfa)) {
    const args = {
      RoleArn: role.arn,
      RoleSessionName: "ada",
      SourceIdentity: "ada",
      DurationSeconds: role.maxSessionDuration,
    };
    const params = role.externalId === undefined ? args : { ...args, ExternalId: role.externalId };
    const masterCredentials = { accessKeyId: portalAccessKey.id, secretAccessKey: portalAccessKey.secret };
    const keys = fromTemporaryCredentials({
      masterCredentials,
      params,
      clientConfig: { region: "us-east-1", endpoint: sandbox.url },
    })();
    if (role.refusal === undefined) await expect(keys, role.arn).resolves.toHaveProperty("sessionToken");
    else await expect(keys, role.arn).rejects.toThrow("is not authorized to perform: sts:AssumeRole");
  }
});
