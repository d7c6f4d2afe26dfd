import { describe, expect, test } from "vitest";
import { checkPolicyText } from "#lib/policies/check-policy.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { bindableAddress, sessionPolicies } from "./session-policy.ts";

const plain = { partition: "aws" as const, sessionPolicy: null, sessionPolicyArns: [] };
const own = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" },
});

describe("session policies", () => {
  test("are the role's own where nothing else is asked for", () => {
    expect(sessionPolicies(plain, { readOnly: false, address: null })).toEqual({
      policy: null,
      policyArns: [],
    });
    const arns = ["arn:aws:iam::aws:policy/SecurityAudit"];
    const role = { ...plain, sessionPolicy: own, sessionPolicyArns: arns };
    expect(sessionPolicies(role, { readOnly: false, address: null })).toEqual({
      policy: own,
      policyArns: arns,
    });
  });

  test.each(["aws", "aws-cn", "aws-us-gov", "aws-eusc"] as const)(
    "make a role of %s read-only",
    (partition) => {
      expect(sessionPolicies({ ...plain, partition }, { readOnly: true, address: null })).toEqual({
        policy: null,
        policyArns: [`arn:${partition}:iam::aws:policy/ReadOnlyAccess`],
      });
    },
  );

  test.each([
    ["an inline policy", { sessionPolicy: own }],
    ["policy ARNs", { sessionPolicyArns: ["arn:aws:iam::aws:policy/SecurityAudit"] }],
  ])("refuse read-only over %s, for AWS would add the two up", async (_, more) => {
    const call = async () => sessionPolicies({ ...plain, ...more }, { readOnly: true, address: null });
    expect(await refusalCode(call)).toBe("read_only_unavailable");
  });

  test.each([
    ["a role without a policy", plain, false, 2],
    ["a role with an inline policy", { ...plain, sessionPolicy: own }, false, 2],
    ["a role with policy ARNs", { ...plain, sessionPolicyArns: ["arn:aws:iam::aws:policy/X"] }, false, 1],
    ["a read-only one", plain, true, 1],
  ])("bind %s to an address", (_, role, readOnly, statements) => {
    const { policy } = sessionPolicies(role, { readOnly, address: "203.0.113.7" });
    expect(checkPolicyText(policy ?? "")).toMatchObject({ ok: true });
    const { Statement } = JSON.parse(policy ?? "");
    expect(Statement).toHaveLength(statements);
    expect(Statement.at(-1)).toMatchObject({
      Effect: "Deny",
      Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.7/32" } },
    });
  });

  test("name an IPv6 address as a whole", () => {
    const { policy } = sessionPolicies(plain, { readOnly: false, address: "2001:db8::7" });
    expect(policy).toContain('"2001:db8::7/128"');
  });

  test("refuse what is too long together", async () => {
    const role = { ...plain, sessionPolicy: own, sessionPolicyArns: [`arn:${"x".repeat(1900)}`] };
    const call = async () => sessionPolicies(role, { readOnly: false, address: "203.0.113.7" });
    expect(await refusalCode(call)).toBe("session_policy_too_long");
  });
});

describe("an address that credentials are bound to", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2600:1f18::1", "2600:1f18::1"],
  ])("%s is one that AWS sees", (address, bound) => {
    expect(bindableAddress(address, false)).toBe(bound);
  });

  test.each([
    "10.1.2.3",
    "127.0.0.1",
    "172.31.0.9",
    "192.168.1.1",
    "169.254.1.1",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "fe80::1",
    "::ffff:10.0.0.1",
    "unknown",
    "",
  ])("%s is none", async (address) => {
    expect(await refusalCode(async () => bindableAddress(address, false))).toBe("address_not_bindable");
  });

  test("a local one is, where AWS itself is local", () => {
    expect(bindableAddress("127.0.0.1", true)).toBe("127.0.0.1");
  });

  test("what is no address is none either way", async () => {
    expect(await refusalCode(async () => bindableAddress("unknown", true))).toBe("address_not_bindable");
  });
});
