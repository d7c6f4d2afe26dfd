import { SignatureV4 } from "@smithy/signature-v4";
import { describe, expect, test } from "vitest";
import { readAuthorization, type SignableRequest, sha256, signatureOf } from "./sigv4.ts";
import { Sha256 } from "./testing/sha256.ts";

function signatureFor(
  request: SignableRequest,
  secret: string,
  body = "",
): { stated: string; computed: string } {
  const read = readAuthorization(request);
  if (!read.ok) throw new Error(JSON.stringify(read));
  const computed = signatureOf(request, read.authorization, secret, sha256(body));
  return { stated: read.authorization.signature, computed };
}

test("agrees with the example that AWS publishes for S3", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
  const request = {
    method: "GET",
    path: "/test.txt",
    query: "",
    headers: {
      host: "examplebucket.s3.amazonaws.com",
      range: "bytes=0-9",
      "x-amz-content-sha256": sha256(""),
      "x-amz-date": "20130524T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
  };
  const { stated, computed } = signatureFor(request, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  expect(computed).toBe(stated);
});

describe("agrees with the JavaScript SDK's signer", () => {
  test.each([
    ["sts", "POST", "/", {}, "Action=GetCallerIdentity&Version=2011-06-15"],
    [
      "sts",
      "GET",
      "/",
      { Action: "GetCallerIdentity", B: "a b+c/~é", A: ["2", "1"], "A-": "", "*": "!'()" },
      "",
    ],
    ["sts", "GET", "/some path/é", {}, ""],
    ["s3", "GET", "/bucket/dir/b%20c%2Bd.txt", { "list-type": "2", prefix: "" }, ""],
  ])("%s %s %s %j", async (service, method, path, query, body) => {
    const signer = new SignatureV4({
      service,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "s3cr3t/+=", sessionToken: "token==" },
      sha256: Sha256,
      uriEscapePath: service !== "s3",
    });
    const headers = { host: "127.0.0.1:4566", "x-spaced": "  a   b ", "content-type": "text/plain" };
    const signed = await signer.sign({
      method,
      protocol: "http:",
      hostname: "127.0.0.1",
      path,
      query,
      headers,
      body,
    });
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(item)}`),
    );
    const lowered = Object.fromEntries(
      Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const request = { method, path, query: pairs.join("&"), headers: lowered };
    const { stated, computed } = signatureFor(request, "s3cr3t/+=", body);
    expect(computed).toBe(stated);
    expect(signatureFor(request, "another", body).computed).not.toBe(stated);
    expect(signatureFor({ ...request, method: "PUT" }, "s3cr3t/+=", body).computed).not.toBe(stated);
  });
});

describe("readAuthorization", () => {
  const base = { method: "POST", path: "/", query: "" };
  const date = { "x-amz-date": "20260101T000000Z" };
  test("tells a request without signature", () => {
    expect(readAuthorization({ ...base, headers: {} })).toEqual({ ok: false, reason: "missing" });
  });
  test.each([
    "Basic abc",
    "AWS4-HMAC-SHA256 nonsense",
    "AWS4-HMAC-SHA256 Credential=AK/20260101/us-east-1/sts/aws4_request, SignedHeaders=host",
    "AWS4-HMAC-SHA256 Credential=AK/20260101/sts/aws4_request, SignedHeaders=host, Signature=ab",
    "AWS4-HMAC-SHA256 Credential=AK/20260101/us-east-1/sts/aws4_request, SignedHeaders=x-amz-date, Signature=ab",
  ])("refuses %s", (authorization) => {
    expect(readAuthorization({ ...base, headers: { ...date, authorization } })).toMatchObject({
      reason: "incomplete",
    });
  });
  test("refuses a signature without any date", () => {
    const authorization =
      "AWS4-HMAC-SHA256 Credential=AK/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=ab";
    expect(readAuthorization({ ...base, headers: { authorization } })).toMatchObject({
      reason: "incomplete",
      message: expect.stringContaining("'X-Amz-Date' or a 'Date' header"),
    });
  });
});
