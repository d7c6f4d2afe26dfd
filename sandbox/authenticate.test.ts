import { expect, test } from "vitest";
import { authenticate } from "./authenticate.ts";
import { createCallLog } from "./call-log.ts";
import { createFaultBoard } from "./faults.ts";
import { createMfaLedger } from "./mfa.ts";
import { indexWorld, type SandboxState } from "./sandbox-state.ts";
import { issueCredentials } from "./session.ts";
import { basicDate, readAuthorization, sha256, signatureOf } from "./sigv4.ts";
import { ADA, ADA_KEY, smallWorld } from "./testing/small-world.ts";
import { openVault } from "./vault.ts";

const world = smallWorld([]);
const state: SandboxState = {
  world,
  index: indexWorld(world),
  vault: openVault(world),
  mfa: createMfaLedger(),
  faults: createFaultBoard(),
  calls: createCallLog(),
  containerAuthorizationToken: undefined,
};
const NOW = Date.parse("2026-03-01T12:00:00Z");
const BODY = Buffer.from("Action=GetCallerIdentity");

type Signing = { id?: string; secret?: string; token?: string; at?: number; scope?: string; query?: string };

function signed({ id = ADA_KEY.id, secret = ADA_KEY.secret, token, at = NOW, scope, query = "" }: Signing) {
  const timestamp = basicDate(at);
  const credential = `${id}/${scope ?? `${timestamp.slice(0, 8)}/us-east-1/sts`}/aws4_request`;
  const start = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=`;
  const headers: Record<string, string> = { host: "h", "x-amz-date": timestamp, authorization: `${start}0` };
  if (token !== undefined) headers["x-amz-security-token"] = token;
  const request = { method: "POST", path: "/", query, headers };
  const read = readAuthorization(request);
  if (!read.ok) throw new Error("The test signs wrongly.");
  headers["authorization"] = start + signatureOf(request, read.authorization, secret, sha256(BODY));
  return request;
}

function outcome(signing: Signing, body = BODY, nowMs = NOW): string {
  const result = authenticate(state, signed(signing), body, "sts", nowMs);
  return result.ok ? result.caller.arn : result.reason;
}

test("names the caller of a signed request", () => {
  expect(outcome({})).toBe(ADA);
  expect(outcome({ query: "b=2&a=1&a=0" })).toBe(ADA);
});

test("refuses a changed body, a wrong secret and an unknown key", () => {
  expect(outcome({}, Buffer.from("Action=AssumeRole"))).toBe("mismatch");
  expect(outcome({ secret: "wrong" })).toBe("mismatch");
  expect(outcome({ id: "AKIANOBODYNOBODY2345" })).toBe("unknown-key");
});

test("takes a clock that is 15 minutes off, and no more", () => {
  expect(outcome({ at: NOW - 15 * 60_000 })).toBe(ADA);
  expect(outcome({ at: NOW + 15 * 60_000 })).toBe(ADA);
  expect(outcome({ at: NOW - 15 * 60_000 - 1000 })).toBe("skewed");
  expect(outcome({ at: NOW + 15 * 60_000 + 1000 })).toBe("skewed");
});

test("refuses another service's scope, another day's and a made-up region", () => {
  expect(outcome({ scope: "20260301/us-east-1/s3" })).toBe("wrong-scope");
  expect(outcome({ scope: "20260228/us-east-1/sts" })).toBe("wrong-scope");
  expect(outcome({ scope: "20260301/US EAST/sts" })).toBe("wrong-scope");
});

test("temporary credentials work until they expire, to the second", () => {
  const start = Math.floor(NOW / 1000);
  const credentials = issueCredentials(state, {
    principalArn: ADA,
    issuedAt: start,
    expiresAt: start + 900,
    chained: false,
    mfa: false,
  });
  const signing = {
    id: credentials.accessKeyId,
    secret: credentials.secretAccessKey,
    token: credentials.sessionToken,
  };
  const last = NOW + 899_000;
  expect(outcome({ ...signing, at: last }, BODY, last)).toBe(ADA);
  const end = NOW + 900_000;
  expect(outcome({ ...signing, at: end }, BODY, end)).toBe("expired-token");
});
