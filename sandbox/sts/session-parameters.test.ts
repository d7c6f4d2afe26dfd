import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { roleArn } from "../testing/small-world.ts";
import { AwsError } from "./aws-error.ts";
import { readSessionParameters } from "./session-parameters.ts";

const GOOD = { RoleArn: roleArn("App"), RoleSessionName: "ada@example.com" };
const READ = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

function read(fields: Record<string, string | undefined>) {
  const entries = Object.entries({ ...GOOD, ...fields }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return readSessionParameters(new URLSearchParams(entries), () => undefined);
}

function refused(fields: Record<string, string | undefined>): string {
  try {
    read(fields);
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
  }
  return "accepted";
}

function tags(count: number, value: () => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      [`Tags.member.${i + 1}.Key`, `key-${i}`],
      [`Tags.member.${i + 1}.Value`, value()],
    ]).flat(),
  );
}

test("reads a plain request", () => {
  expect(read({ DurationSeconds: "900" })).toMatchObject({
    durationSeconds: 900,
    tags: {},
    packedPolicySize: undefined,
  });
  expect(read({ Policy: READ, ...tags(2, () => "") }).packedPolicySize).toBeGreaterThan(0);
});

test.each([
  [
    { RoleSessionName: "a" },
    "Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
  ],
  [{ RoleSessionName: "a".repeat(65) }, "have length less than or equal to 64"],
  [{ RoleSessionName: "a b" }, "Member must satisfy regular expression pattern: [\\w+=,.@-]*"],
  [{ RoleSessionName: "名前" }, "Member must satisfy regular expression pattern"],
  [
    { RoleSessionName: undefined },
    "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
  ],
  [
    { SourceIdentity: "aws:me" },
    "at 'sourceIdentity' failed to satisfy constraint: Member must satisfy regular",
  ],
  [
    { DurationSeconds: "899" },
    "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  ],
  [{ DurationSeconds: "43201" }, "Member must have value less than or equal to 43200"],
  [{ DurationSeconds: "1e3" }, "at 'durationSeconds'"],
  [
    { RoleArn: "arn:aws:iam::1:x" },
    "at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
  ],
  [{ RoleArn: "arn:aws:iam::1111111111111:role/x" }, "Request ARN is invalid"],
  [{ RoleArn: "arn:aws:iam::111111111111:user/ada" }, "arn:aws:iam::111111111111:user/ada is invalid"],
  [
    { Policy: "x".repeat(2049) },
    "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
  ],
  [
    tags(51, () => "v"),
    "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
  ],
  [{ "Tags.member.1.Key": "k".repeat(129), "Tags.member.1.Value": "" }, "at 'tags.1.member.key'"],
  [{ "Tags.member.1.Key": "k", "Tags.member.1.Value": "v".repeat(257) }, "at 'tags.1.member.value'"],
  [
    Object.fromEntries(
      Array.from({ length: 11 }, (_, i) => [
        `PolicyArns.member.${i + 1}.arn`,
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
      ]),
    ),
    "at 'policyArns'",
  ],
  [
    { "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/NoSuchThing" },
    "does not exist or is not attachable",
  ],
])("ValidationError for %j", (fields, message) => {
  const answer = refused(fields);
  expect(answer).toMatch(/^ValidationError: /);
  expect(answer).toContain(message);
});

test("answers all violations at once", () => {
  expect(refused({ RoleSessionName: "a", DurationSeconds: "1" })).toMatch(
    /^ValidationError: 2 validation errors detected: .*; Value /,
  );
});

test.each([
  ["MalformedPolicyDocument", { Policy: "{" }],
  ["MalformedPolicyDocument", { Policy: "{}" }],
  ["PackedPolicyTooLarge", tags(50, () => randomBytes(128).toString("hex"))],
  [
    "PackedPolicyTooLarge",
    { Policy: READ.padEnd(2040), "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
  ],
  [
    "InvalidParameterValue",
    {
      "Tags.member.1.Key": "Team",
      "Tags.member.1.Value": "",
      "Tags.member.2.Key": "team",
      "Tags.member.2.Value": "",
    },
  ],
  ["InvalidParameterValue", { "Tags.member.1.Key": "aws:x", "Tags.member.1.Value": "" }],
  ["InvalidParameterValue", { "TransitiveTagKeys.member.1": "team" }],
])("%s for %j", (code, fields) => {
  expect(refused(fields)).toMatch(new RegExp(`^${code}: `));
});

test("takes the longest of everything", () => {
  expect(
    refused({ RoleSessionName: "a".repeat(64), SourceIdentity: "b".repeat(64), DurationSeconds: "43200" }),
  ).toBe("accepted");
  expect(refused({ RoleArn: `arn:aws-us-gov:iam::111111111111:role/a/b/c/${"x".repeat(64)}` })).toBe(
    "accepted",
  );
});
