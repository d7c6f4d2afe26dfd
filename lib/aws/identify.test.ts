import { AssumeRoleCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { afterEach, expect, test, vi } from "vitest";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { ADA, ADA_KEY, type Keys, keysOf, stsClient } from "../../sandbox/testing/small-world.ts";
import type { AwsSource } from "./aws-source.ts";

const aws = testAws();
afterEach(async () => {
  vi.useRealTimers();
  await aws.clearFaults();
});

const adaKey = { kind: "access_key", accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret } as const;
const environment = { kind: "environment" } as const;
const soon = () => AbortSignal.timeout(7000);

async function start(keys: Keys = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret }) {
  await fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" });
  bareProcess({
    AWS_ENDPOINT_URL_STS: aws.sandbox().url,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken !== undefined && { AWS_SESSION_TOKEN: keys.sessionToken }),
  });
  return import("./identify.ts");
}

const asked = async () => (await aws.calls()).filter((call) => call.action === "GetCallerIdentity").length;

const bridgeKeys = async () =>
  keysOf(
    await stsClient(aws.sandbox().url).send(
      new AssumeRoleCommand({ RoleArn: "arn:aws:iam::111111111111:role/Bridge", RoleSessionName: "bridge" }),
    ),
  );

const userSessionKeys = async () =>
  keysOf(await stsClient(aws.sandbox().url).send(new GetSessionTokenCommand({})));

test("a user, and a session of one", async () => {
  const { identify } = await start();
  const user = { arn: ADA, accountId: "111111111111", partition: "aws", kind: "user" };
  expect(await identify(adaKey, soon())).toEqual({ ...user, temporary: false });
  const session = await start(await userSessionKeys());
  expect(await session.identify(environment, soon())).toEqual({ ...user, temporary: true });
});

test("a role session", async () => {
  const { identify } = await start(await bridgeKeys());
  expect(await identify(environment, soon())).toMatchObject({
    arn: "arn:aws:sts::111111111111:assumed-role/Bridge/bridge",
    kind: "role_session",
    temporary: true,
  });
});

test("AWS is asked once a minute for a shared source, however many ask", async () => {
  const { identify, forgetIdentity } = await start();
  await Promise.all([identify(adaKey, soon()), identify(adaKey, soon())]);
  await identify(adaKey, soon());
  expect(await asked()).toBe(1);
  forgetIdentity(adaKey);
  await identify(adaKey, soon());
  expect(await asked()).toBe(2);
  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
  await identify(adaKey, soon());
  expect(await asked()).toBe(3);
});

test("another secret for the same key id is another source", async () => {
  const { identify } = await start();
  await identify(adaKey, soon());
  const wrong = { ...adaKey, secretAccessKey: "canary-of-a-wrong-secret" };
  expect(await refusalCode(identify(wrong, soon()))).toBe("aws_source_invalid");
});

test("a refusal is remembered for ten seconds at most", async () => {
  const { identify } = await start();
  await aws.fault("sts", "garbage", { count: 1 });
  expect(await refusalCode(identify(adaKey, soon()))).toBe("aws_unavailable");
  expect(await refusalCode(identify(adaKey, soon()))).toBe("aws_unavailable");
  vi.useFakeTimers({ now: Date.now() + 10_001, toFake: ["Date"] });
  expect(await refusalCode(identify(adaKey, soon()))).toBe("none");
});

test("one person's own session is asked for each time", async () => {
  const { identify } = await start();
  const keys = await bridgeKeys();
  const source = {
    kind: "session",
    arn: "arn:aws:sts::111111111111:assumed-role/Bridge/bridge",
    ...keys,
  } as const;
  await identify(source, soon());
  await identify(source, soon());
  expect(await asked()).toBe(2);
});

test("one who gives up does not spoil it for others", async () => {
  const { identify } = await start();
  await aws.fault("sts", "delay", { ms: 300, count: 1 });
  const patient = identify(adaKey, soon());
  expect(await refusalCode(identify(adaKey, AbortSignal.abort()))).toBe("aws_timeout");
  expect((await patient).arn).toBe(ADA);
});

test("a key, a user's environment and a user's session with a token are not chaining; a role session is", async () => {
  const first = await start();
  expect(await first.sourceIsChaining(adaKey)).toBe(false);
  expect(await first.sourceIsChaining(environment)).toBe(false);
  // None of it had to be asked of AWS.
  expect(await asked()).toBe(0);
  expect(await (await start(await userSessionKeys())).sourceIsChaining(environment)).toBe(false);
  const bridge = await start(await bridgeKeys());
  expect(await bridge.sourceIsChaining(environment)).toBe(true);
  expect(await bridge.sourceIsChaining(environment)).toBe(true);
  expect(await asked()).toBe(1);
});

test.each([
  ["arn:aws-us-gov:sts::111111111111:assumed-role/Bridge/x", true],
  ["arn:aws-eusc:sts::111111111111:assumed-role/AWSReservedSSO_x/x@example.com", true],
  ["arn:aws-cn:iam::111111111111:user/team/ada", false],
  ["arn:aws:sts::111111111111:federated-user/ada", false],
  ["arn:aws:iam::111111111111:root", false],
])("a session that is %s: chaining is %s, without asking", async (arn, expected) => {
  const { sourceIsChaining } = await start();
  const source: AwsSource = {
    kind: "session",
    arn,
    accessKeyId: "x",
    secretAccessKey: "x",
    sessionToken: "x",
  };
  expect(await sourceIsChaining(source)).toBe(expected);
});

test("where AWS does not say who it is, a session token counts as a role's", async () => {
  const keys = await userSessionKeys();
  const { sourceIsChaining } = await start(keys);
  await aws.fault("sts", "hang");
  expect(await sourceIsChaining(environment)).toBe(true);
}, 20_000);

test("what AWS did not say itself serves for ten seconds only", async () => {
  const keys = await userSessionKeys();
  const { sourceIsChaining } = await start(keys);
  await aws.fault("sts", "reset");
  expect(await sourceIsChaining(environment)).toBe(true);
  await aws.clearFaults();
  expect(await sourceIsChaining(environment)).toBe(true);
  vi.useFakeTimers({ now: Date.now() + 10_001, toFake: ["Date"] });
  expect(await sourceIsChaining(environment)).toBe(false);
});

test("a source without credentials is unknown", async () => {
  const { sourceIsChaining } = await start();
  delete process.env["AWS_ACCESS_KEY_ID"];
  expect(await sourceIsChaining(environment)).toBeNull();
});
