import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "vitest";
import { type AppError, isAppError } from "#lib/errors.ts";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testExternalId, testRoleArn } from "#lib/testing/test-aws.ts";
import {
  ADA,
  ADA_KEY,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { AssumeRoleInput, RoleSession } from "./assume-role.ts";
import type { AwsSource } from "./aws-source.ts";

const first = roleArn("First");
const aws = testAws(
  smallWorld([
    role("First", trusting(ADA), { policies: [MAY_ASSUME], maxSessionDuration: 43_200 }),
    role("Second", trusting(first), { maxSessionDuration: 43_200 }),
    role("Developer", trusting([ADA, first]), { maxSessionDuration: 43_200 }),
    role("NoTags", trusting(ADA, { Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] })),
    role(
      "NeedsExternalId",
      trusting(ADA, { Condition: { StringEquals: { "sts:ExternalId": testExternalId } } }),
    ),
  ]),
);

type AssumeRole = typeof import("./assume-role.ts").assumeRole;
let assumeRole: AssumeRole;
beforeAll(async () => {
  bareProcess({ AWS_ENDPOINT_URL_STS: aws.sandbox().url });
  ({ assumeRole } = await import("./assume-role.ts"));
});
afterEach(() => fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" }));

const adaKey = { kind: "access_key", accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret } as const;

function assume(name: string, more: Partial<AssumeRoleInput> = {}): Promise<RoleSession> {
  return assumeRole({
    source: adaKey,
    roleArn: testRoleArn(name),
    partition: "aws",
    accountId: "222222222222",
    sessionName: "ada@example.com",
    sourceIdentity: null,
    externalId: null,
    durationSeconds: 900,
    policy: null,
    policyArns: [],
    tags: [],
    deadline: AbortSignal.timeout(7000),
    ...more,
  });
}

const sourceOf = ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  assumedRoleArn: arn,
}: RoleSession): AwsSource => ({
  kind: "session",
  accessKeyId,
  secretAccessKey,
  sessionToken,
  arn,
});

async function refusalOf(asked: Promise<RoleSession>): Promise<AppError> {
  const error = await asked.then(
    () => new Error("it went through"),
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw error;
  return error;
}

const lastCall = async () => (await aws.calls()).filter((call) => call.action === "AssumeRole").at(-1);

test("STS sees what was asked for, and nothing else", async () => {
  await assume("Developer");
  expect((await lastCall())?.params).toEqual({
    Action: "AssumeRole",
    RoleArn: testRoleArn("Developer"),
    RoleSessionName: "ada@example.com",
    DurationSeconds: "900",
  });
  const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
  const session = await assume("Developer", {
    durationSeconds: 43_200,
    externalId: testExternalId,
    sourceIdentity: "ada",
    policy,
    policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    tags: [
      { key: "team", value: "blue", transitive: true },
      { key: "cost", value: "", transitive: false },
    ],
  });
  expect((await lastCall())?.params).toMatchObject({
    DurationSeconds: "43200",
    ExternalId: testExternalId,
    SourceIdentity: "ada",
    Policy: policy,
    "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
    "Tags.member.1.Key": "team",
    "Tags.member.1.Value": "blue",
    "Tags.member.2.Key": "cost",
    "Tags.member.2.Value": "",
    "TransitiveTagKeys.member.1": "team",
  });
  expect(session).toMatchObject({
    durationSeconds: 43_200,
    assumedRoleArn: expect.stringContaining("/Developer/"),
  });
  expect(session.packedPolicyPercent).toBeGreaterThan(0);
});

test("a session without policies and tags has no packed size", async () => {
  expect((await assume("Developer")).packedPolicyPercent).toBeNull();
});

test("a session is the next role's source, and its token goes no further than that call", async () => {
  const session = await assume("Second", { source: sourceOf(await assume("First")) });
  expect(session.assumedRoleArn).toBe("arn:aws:sts::222222222222:assumed-role/Second/ada@example.com");
  expect(await refusalCode(assume("Second"))).toMatch(/^aws_(not_allowed|trust_policy_refused)$/);
});

test("each refusal of an option has its own code", async () => {
  const tags = [{ key: "team", value: "blue", transitive: true }];
  const tagged = await assume("First", { tags, sourceIdentity: "ada" });
  const refused = (name: string, more: Partial<AssumeRoleInput>) => refusalCode(assume(name, more));
  const source = sourceOf(tagged);
  expect.soft(await refused("NoTags", { tags })).toBe("aws_tags_refused");
  expect.soft(await refused("Second", { source, tags })).toBe("aws_tags_conflict");
  expect.soft(await refused("Second", { source, sourceIdentity: "ben" })).toBe("aws_source_identity_set");
  expect.soft(await refused("Second", { source, durationSeconds: 7200 })).toBe("aws_chaining_limit");
  expect.soft(await refused("Second", { source, durationSeconds: 3600 })).toBe("none");
  expect.soft(await refused("NoTags", { durationSeconds: 7200 })).toBe("aws_duration_refused");
  expect
    .soft(await refused("Developer", { policyArns: ["arn:aws:iam::222222222222:policy/none"] }))
    .toBe("aws_policy_arn_unknown");
  expect.soft(await refused("Developer", { policy: "{}" })).toBe("aws_session_policy_refused");
  expect.soft(await refused("Developer", { policy: "no policy" })).toBe("aws_session_policy_refused");
  expect
    .soft(
      await refused("Developer", {
        policyArns: Array.from({ length: 11 }, (_, i) => `arn:aws:iam::aws:policy/p${i}`),
      }),
    )
    .toBe("aws_parameter_refused");
  expect
    .soft(await refused("Developer", { tags: [...tags, { key: "TEAM", value: "", transitive: false }] }))
    .toBe("aws_parameter_refused");
  expect.soft(await refused("Developer", { externalId: "ä" })).toBe("aws_parameter_refused");
});

test("tags that do not fit are told with how much was used", async () => {
  const tags = Array.from({ length: 50 }, (_, i) => ({
    key: `k${i}`,
    value: randomBytes(192).toString("base64"),
    transitive: false,
  }));
  const { code, details } = await refusalOf(assume("Developer", { tags }));
  expect(code).toBe("aws_policy_too_large");
  expect(details?.["percent"]).toBeGreaterThan(100);
});

test("a refusal in a chain is about that hop's role", async () => {
  const source = sourceOf(await assume("First"));
  const { details } = await refusalOf(assume("NoTags", { source }));
  expect(details).toMatchObject({
    roleArn: testRoleArn("NoTags"),
    principal: "arn:aws:sts::222222222222:assumed-role/First/ada@example.com",
  });
});
