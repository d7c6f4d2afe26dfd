import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { beforeAll, expect, test } from "vitest";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { ADA, ADA_KEY, ADA_MFA, BEN_KEY, keysOf, stsClient } from "../../sandbox/testing/small-world.ts";
import type { AwsSource } from "./aws-source.ts";

const aws = testAws();
type Portal = Pick<typeof import("./get-session-token.ts"), "getSessionToken"> &
  Pick<typeof import("./assume-role.ts"), "assumeRole"> &
  Pick<typeof import("./identify.ts"), "identify" | "sourceIsChaining">;
let portal: Portal;
beforeAll(async () => {
  bareProcess({ AWS_ENDPOINT_URL_STS: aws.sandbox().url });
  portal = {
    ...(await import("./get-session-token.ts")),
    ...(await import("./assume-role.ts")),
    ...(await import("./identify.ts")),
  };
});

const adaKey = { kind: "access_key", accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret } as const;

const code = () => aws.mfaCode(ADA_MFA.serialNumber);

const ask = (tokenCode: string, source: AwsSource = adaKey, serialNumber: string = ADA_MFA.serialNumber) =>
  portal.getSessionToken({
    source,
    serialNumber,
    tokenCode,
    durationSeconds: 3600,
    deadline: AbortSignal.timeout(7000),
  });

test("one code makes a session of the user that opens roles which require MFA, and chains nothing", async () => {
  const { expiresAt, ...keys } = await ask(await code());
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  const source: AwsSource = { kind: "session", arn: ADA, ...keys };
  const session = await portal.assumeRole({
    source,
    roleArn: testRoleArn("NeedsMfa"),
    partition: "aws",
    accountId: "222222222222",
    sessionName: "ada",
    sourceIdentity: null,
    externalId: null,
    durationSeconds: 3600,
    policy: null,
    policyArns: [],
    tags: [],
    deadline: AbortSignal.timeout(7000),
  });
  expect(session.assumedRoleArn).toContain("/NeedsMfa/ada");
  expect(await portal.sourceIsChaining(source)).toBe(false);
  expect(await portal.identify(source, AbortSignal.timeout(7000))).toMatchObject({
    kind: "user",
    temporary: true,
  });
});

test("a wrong code, a code used before and another's device are refused as the code's fault", async () => {
  const used = await code();
  await ask(used);
  for (const asked of [
    () => ask("000000"),
    () => ask(used),
    () => ask(used, adaKey, "arn:aws:iam::111111111111:mfa/nobody"),
    () => ask(used, { kind: "access_key", accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret }),
  ])
    expect.soft(await asked().catch((thrown: unknown) => thrown)).toMatchObject({
      code: "aws_mfa_code_refused",
      details: { serialNumber: expect.stringContaining("arn:aws:iam::111111111111:mfa/") },
    });
});

test("a role session has no MFA devices", async () => {
  const bridge = keysOf(
    await stsClient(aws.sandbox().url).send(
      new AssumeRoleCommand({ RoleArn: "arn:aws:iam::111111111111:role/Bridge", RoleSessionName: "bridge" }),
    ),
  );
  const asked = ask("123456", { kind: "session", arn: "", ...bridge });
  expect(await asked.catch((thrown: unknown) => thrown)).toMatchObject({ code: "mfa_unsupported" });
});

test("a code is sent once: what was lost on the way is not tried with the same code", async () => {
  await fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" });
  await aws.fault("sts", "503");
  const error = await ask("123456").catch((thrown: unknown) => thrown);
  await aws.clearFaults();
  expect(error).toMatchObject({ code: "aws_unavailable" });
  expect((await aws.calls()).length).toBe(1);
});
