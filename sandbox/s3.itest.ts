import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import { Sha256 } from "./testing/sha256.ts";
import {
  ADA,
  document,
  type Keys,
  keysOf,
  MAY_READ,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "./testing/small-world.ts";

const GET_ONLY = document({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::away-files/*" });
let sandbox: Sandbox;
let reader: Required<Keys>;
let getter: Required<Keys>;

beforeAll(async () => {
  const roles = [
    role("Reader", trusting(ADA), { policies: [MAY_READ] }),
    role("Getter", trusting(ADA), { policies: [GET_ONLY] }),
  ];
  sandbox = await startSandbox({ world: smallWorld(roles) });
  reader = await assume("Reader");
  getter = await assume("Getter");
});
afterAll(() => sandbox.close());

async function assume(name: string, extra: object = {}): Promise<Required<Keys>> {
  const command = new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: "ada", ...extra });
  return keysOf(await stsClient(sandbox.url).send(command));
}

type Sending = {
  method?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  signingDate?: Date;
  service?: string;
};

async function send(
  path: string,
  keys: Keys,
  { method = "GET", query = {}, headers = {}, signingDate, service = "s3" }: Sending = {},
) {
  const signer = new SignatureV4({
    service,
    region: "eu-west-1",
    credentials: keys,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const all = { host: new URL(sandbox.url).host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers };
  const signed = await signer.sign(
    { method, protocol: "http:", hostname: "127.0.0.1", path, query, headers: all },
    signingDate ? { signingDate } : {},
  );
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const response = await fetch(`${sandbox.url}${path}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`, {
    method,
    headers: signed.headers,
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    headers: response.headers,
    code: /<Code>(\w+)<\/Code>/.exec(text)?.[1],
  };
}

describe("reads", () => {
  test("lists the account's buckets and no other's", async () => {
    const { text } = await send("/", reader);
    expect(text).toContain("<Name>away-files</Name>");
    expect(text).not.toContain("home-files");
  });
  test("gets objects whatever their names", async () => {
    expect((await send("/away-files/dir/b%20c%2Bd.txt", reader)).text).toBe("beta");
    expect((await send("/away-files/dir/%C3%A9.txt", reader)).text).toBe("gamma");
    const head = await send("/away-files/a.txt", reader, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.text]).toEqual([200, "5", ""]);
    expect(head.headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/);
  });
  test("lists with prefix, delimiter, pages and encoding", async () => {
    const top = (await send("/away-files", reader, { query: { "list-type": "2", delimiter: "/" } })).text;
    expect(top).toContain("<Key>a.txt</Key>");
    expect(top).toContain("<CommonPrefixes><Prefix>dir/</Prefix></CommonPrefixes>");
    const first = (await send("/away-files", reader, { query: { "list-type": "2", "max-keys": "1" } })).text;
    expect(first).toContain("<IsTruncated>true</IsTruncated><Contents><Key>a.txt</Key>");
    const rest = (
      await send("/away-files", reader, {
        query: { "list-type": "2", "continuation-token": "a.txt", "encoding-type": "url" },
      })
    ).text;
    expect(rest).toContain("<Key>dir%2Fb%20c%2Bd.txt</Key>");
    expect(rest).toContain("<KeyCount>2</KeyCount>");
  });
});

describe("refusals", () => {
  test("by policy: what is not allowed, and what a session policy bounds", async () => {
    expect((await send("/away-files/a.txt", getter)).text).toBe("alpha");
    expect(await send("/away-files", getter)).toMatchObject({ status: 403, code: "AccessDenied" });
    expect(await send("/", getter)).toMatchObject({ status: 403, code: "AccessDenied" });
    expect(await send("/away-files/none", getter)).toMatchObject({ status: 403, code: "AccessDenied" });
    expect(await send("/home-files/h.txt", reader)).toMatchObject({ status: 403, code: "AccessDenied" });
    const bounded = await assume("Reader", { Policy: JSON.stringify(GET_ONLY) });
    expect(await send("/away-files", bounded)).toMatchObject({ status: 403, code: "AccessDenied" });
    expect((await send("/away-files/a.txt", bounded)).status).toBe(200);
  });
  test("by what is absent", async () => {
    expect(await send("/away-files/none", reader)).toMatchObject({ status: 404, code: "NoSuchKey" });
    expect(await send("/none", reader)).toMatchObject({ status: 404, code: "NoSuchBucket" });
    expect(await send("/away-files/a.txt", reader, { method: "DELETE" })).toMatchObject({
      status: 405,
      code: "MethodNotAllowed",
    });
  });
  test("by signature, in S3's own codes", async () => {
    const anonymous = await fetch(`${sandbox.url}/away-files/a.txt`);
    expect([anonymous.status, await anonymous.text()]).toEqual([
      403,
      expect.stringContaining("<Code>AccessDenied</Code>"),
    ]);
    expect(await send("/away-files/a.txt", { ...reader, secretAccessKey: "x" })).toMatchObject({
      status: 403,
      code: "SignatureDoesNotMatch",
    });
    expect(await send("/away-files/a.txt", { ...reader, sessionToken: "x" })).toMatchObject({
      status: 400,
      code: "InvalidToken",
    });
    expect(await send("/away-files/a.txt", { accessKeyId: "AKIANONE", secretAccessKey: "x" })).toMatchObject({
      status: 403,
      code: "InvalidAccessKeyId",
    });
    const signingDate = new Date(Date.now() - 16 * 60_000);
    expect(await send("/away-files/a.txt", reader, { signingDate })).toMatchObject({
      status: 403,
      code: "RequestTimeTooSkewed",
    });
    const headers = { "x-amz-content-sha256": "0".repeat(64) };
    expect(await send("/away-files/a.txt", reader, { headers })).toMatchObject({
      status: 400,
      code: "XAmzContentSHA256Mismatch",
    });
    expect(await send("/away-files/a.txt", reader, { service: "sts" })).toMatchObject({
      status: 400,
      code: "AuthorizationHeaderMalformed",
    });
  });
});
