import { beforeEach, expect, test, vi } from "vitest";
import { refusalCode } from "#lib/testing/refusal-code.ts";

beforeEach(() => {
  vi.resetModules();
});

const remoteAws = "https://sts.eu-west-1.amazonaws.com";
const localAws = "http://127.0.0.1:4700";

/** Asks in a process that was started with these settings. */
async function check(portal: string, aws: string | undefined, given: string | null): Promise<string | null> {
  process.env.GENKAN_URL = portal;
  process.env.GENKAN_SECRET = "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa";
  if (aws === undefined) delete process.env.AWS_ENDPOINT_URL_STS;
  else process.env.AWS_ENDPOINT_URL_STS = aws;
  const { checkIssuer } = await import("./check-issuer.ts");
  return checkIssuer(given);
}

test.each([
  ["https://portal.example.com", undefined, null, null],
  ["https://portal.example.com", undefined, "https://portal.example.com/", null],
  ["https://portal.example.com", undefined, "https://keys.example.com", "https://keys.example.com"],
  ["https://portal.example.com", remoteAws, "https://Keys.Example.com/a/b/", "https://keys.example.com/a/b"],
  ["https://portal.example.com:8443", undefined, "https://portal.example.com", "https://portal.example.com"],
  ["http://127.0.0.1:3000", localAws, null, null],
  ["http://127.0.0.1:3000", "http://localhost:4700", "http://localhost:9/x", "http://localhost:9/x"],
])("a portal at %s with AWS at %s takes %s", async (portal, aws, given, stored) => {
  expect(await check(portal, aws, given)).toBe(stored);
});

test.each([
  ["https://portal.example.com:8443", undefined, null, "issuer_url_has_port"],
  ["https://portal.example.com", localAws, "https://keys.example.com:8443", "issuer_url_has_port"],
  ["http://127.0.0.1:3000", undefined, null, "issuer_url_malformed"],
  ["http://127.0.0.1:3000", remoteAws, null, "issuer_url_malformed"],
  ["http://127.0.0.1:3000", localAws, "http://keys.example.com", "issuer_url_malformed"],
  ["https://portal.example.com", undefined, "https://127.0.0.1:8443", "issuer_url_has_port"],
  ["https://portal.example.com", undefined, "javascript:alert(1)", "issuer_url_malformed"],
])("a portal at %s with AWS at %s refuses %s as %s", async (portal, aws, given, code) => {
  expect(await refusalCode(check(portal, aws, given))).toBe(code);
});
