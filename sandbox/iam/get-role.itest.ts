import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  AWAY,
  BEN_KEY,
  document,
  HOME,
  type Keys,
  keysOf,
  refusal,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "../testing/small-world.ts";

const MAY_LOOK = document({ Effect: "Allow", Action: "iam:GetRole", Resource: "*" });
const trust = trusting(ADA, { Condition: { StringEquals: { "sts:ExternalId": "a+b <c>&" } } });

let sandbox: Sandbox;
beforeAll(async () => {
  const world = smallWorld([
    role("Away", trusting(ADA), { policies: [MAY_LOOK] }),
    { ...role("x", trust), arn: roleArn("teams/web/Home", HOME), maxSessionDuration: 7200, tags: { a: "b" } },
  ]);
  const [ada] = world.users;
  ada?.policies.push(MAY_LOOK);
  sandbox = await startSandbox({ world });
});
afterAll(() => sandbox.close());

const ada = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret };
const ben = { accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret };

function getRole(RoleName: string, credentials: Keys = ada) {
  const client = new IAMClient({ region: "us-east-1", endpoint: sandbox.url, credentials, maxAttempts: 1 });
  return client.send(new GetRoleCommand({ RoleName }));
}

test("a role of the caller's account is found by its name, whatever its path", async () => {
  const { Role } = await getRole("Home");
  expect(Role).toMatchObject({
    Arn: roleArn("teams/web/Home", HOME),
    Path: "/teams/web/",
    RoleName: "Home",
    MaxSessionDuration: 7200,
    Tags: [{ Key: "a", Value: "b" }],
  });
  expect(Role?.RoleId).toMatch(/^AROA/);
  expect(Role?.CreateDate).toBeInstanceOf(Date);
  const policy = Role?.AssumeRolePolicyDocument ?? "";
  expect(policy).not.toMatch(/[{"<]/);
  expect(JSON.parse(decodeURIComponent(policy))).toEqual(trust);
});

test("another account's role is not there, from either side", async () => {
  expect(await refusal(getRole("Away"))).toBe(
    "NoSuchEntityException 404: The role with name Away cannot be found.",
  );
  const answer = await stsClient(sandbox.url).send(
    new AssumeRoleCommand({ RoleArn: roleArn("Away"), RoleSessionName: "ada" }),
  );
  expect((await getRole("Away", keysOf(answer))).Role?.Arn).toBe(`arn:aws:iam::${AWAY}:role/Away`);
  expect(await refusal(getRole("Home", keysOf(answer)))).toMatch(/^NoSuchEntity/);
});

test("who may not look does not learn what is missing", async () => {
  for (const name of ["Home", "Nothing"])
    expect(await refusal(getRole(name, ben))).toBe(
      `AccessDenied 403: User: arn:aws:iam::${HOME}:user/ben is not authorized to perform: iam:GetRole on resource: role ${name} because no identity-based policy allows the iam:GetRole action`,
    );
});

test("a session of GetSessionToken opens IAM only with a code", async () => {
  const session = async (input = {}) =>
    keysOf(await stsClient(sandbox.url).send(new GetSessionTokenCommand(input)));
  expect(await refusal(getRole("Home", await session()))).toMatch(/^InvalidClientTokenId 403/);
  const answer = await fetch(`${sandbox.url}/_sandbox/totp`, {
    method: "POST",
    body: JSON.stringify({ serialNumber: ADA_MFA.serialNumber }),
  });
  const { code: TokenCode } = (await answer.json()) as { code: string };
  const strong = await session({ SerialNumber: ADA_MFA.serialNumber, TokenCode });
  await expect(getRole("Home", strong)).resolves.toHaveProperty("Role");
});

test("calls are in the log, malformed ones and faults too", async () => {
  await fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" });
  await getRole("Home");
  expect(await refusal(getRole("a b"))).toMatch(/^ValidationError 400: .*'roleName'/);
  expect(await refusal(getRole("Home", { ...ada, secretAccessKey: "wrong" }))).toMatch(
    /^SignatureDoesNotMatch 403/,
  );
  const fault = { target: "iam", kind: "503", count: 1 };
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
  await expect(stsClient(sandbox.url).send(new GetSessionTokenCommand({}))).resolves.toBeTruthy();
  expect(await refusal(getRole("Home"))).toMatch(/^ServiceUnavailable 503/);
  const { calls } = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as {
    calls: { action: string; outcome: string; params: Record<string, string>; callerArn?: string }[];
  };
  expect(calls.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "GetRole ok",
    "GetRole ValidationError",
    "GetRole SignatureDoesNotMatch",
    "GetSessionToken ok",
    "GetRole fault:503",
  ]);
  expect(calls[0]).toMatchObject({ callerArn: ADA, params: { RoleName: "Home" } });
});
