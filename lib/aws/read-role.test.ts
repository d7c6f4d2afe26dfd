import { afterEach, beforeAll, expect, test } from "vitest";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import {
  ADA,
  ADA_KEY,
  BEN_KEY,
  document,
  HOME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";

const trust = trusting(ADA, { Condition: { StringEquals: { "sts:ExternalId": 'a+b <c> "é"' } } });
const world = smallWorld([
  role("Away", trusting(ADA)),
  { ...role("x", trust), arn: roleArn("teams/web/Home", HOME), maxSessionDuration: 7200 },
]);
world.users[0]?.policies.push(document({ Effect: "Allow", Action: "iam:GetRole", Resource: "*" }));
const aws = testAws(world);

let readRole: typeof import("./read-role.ts").readRole;
beforeAll(async () => {
  const { url } = aws.sandbox();
  bareProcess({ AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_IAM: url });
  ({ readRole } = await import("./read-role.ts"));
});
afterEach(() => aws.clearFaults());

const read = (arn: string, { id, secret } = ADA_KEY, deadline = AbortSignal.timeout(7000)) =>
  readRole({
    source: { kind: "access_key", accessKeyId: id, secretAccessKey: secret },
    roleArn: arn,
    partition: "aws",
    deadline,
  });

test("a role of the source's own account is read with its trust policy and maximum", async () => {
  expect(await read(roleArn("teams/web/Home", HOME))).toEqual({
    state: "exists",
    trustPolicy: trust,
    maxSessionDurationSeconds: 7200,
  });
});

test("a role that is not there is missing, and so is one of another path", async () => {
  expect(await read(roleArn("Nothing", HOME))).toEqual({ state: "missing" });
  expect(await read(roleArn("Home", HOME))).toEqual({ state: "missing" });
});

test("another account's role, and one that may not be looked at, are unreadable and never missing", async () => {
  for (const name of ["Away", "Nothing"]) expect(await read(roleArn(name))).toEqual({ state: "unreadable" });
  for (const name of ["teams/web/Home", "Nothing"])
    expect(await read(roleArn(name, HOME), BEN_KEY)).toEqual({ state: "unreadable" });
  expect(await read(roleArn("Nothing", HOME), { ...ADA_KEY, secret: "wrong-secret-wrong-secret" })).toEqual({
    state: "unreadable",
  });
});

test.each(["garbage", "503", "reset"] as const)("IAM with %s leaves a role unreadable", async (kind) => {
  await aws.fault("iam", kind);
  expect(await read(roleArn("teams/web/Home", HOME))).toEqual({ state: "unreadable" });
});

test("only the deadline is an error", async () => {
  await aws.fault("iam", "hang");
  const asked = read(roleArn("teams/web/Home", HOME), ADA_KEY, AbortSignal.timeout(200));
  expect(await refusalCode(asked)).toBe("aws_timeout");
});
