import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  ADA,
  ADA_MFA,
  document,
  type Keys,
  keysOf,
  MAY_ASSUME,
  MAY_READ,
  refusal,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "../testing/small-world.ts";

const HUB = roleArn("Hub");
const STRONG = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
const roles = [
  role("OnlyAssume", document({ Effect: "Allow", Principal: { AWS: [ADA, HUB] }, Action: "sts:AssumeRole" })),
  role("NeedsMfa", trusting([ADA, HUB], STRONG), { maxSessionDuration: 43_200 }),
  role("RefusesMfa", trusting(HUB, { Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } } })),
  role("Hub", trusting(ADA), { policies: [MAY_ASSUME], maxSessionDuration: 43_200 }),
  role("Spoke", trusting(HUB), { maxSessionDuration: 43_200, policies: [MAY_READ] }),
  role("BlueSpoke", trusting(HUB, { Condition: { StringEquals: { "aws:PrincipalTag/team": "blue" } } })),
];

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ world: smallWorld(roles) });
});
afterAll(() => sandbox.close());

function assume(name: string, input: Partial<AssumeRoleCommandInput> = {}, keys?: Keys) {
  return stsClient(sandbox.url, keys).send(
    new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: "ada", ...input }),
  );
}

function identity(keys?: Keys) {
  return stsClient(sandbox.url, keys).send(new GetCallerIdentityCommand({}));
}

async function code(): Promise<string> {
  const response = await fetch(`${sandbox.url}/_sandbox/totp`, {
    method: "POST",
    body: JSON.stringify({ serialNumber: ADA_MFA.serialNumber }),
  });
  const { code: digits } = (await response.json()) as { code: string };
  return digits;
}

const denied = (action: string, name: string, who = ADA, reason = "") =>
  `AccessDenied 403: User: ${who} is not authorized to perform: ${action} on resource: ${roleArn(name)}${reason}`;
const byNo = (policy: string, action: string) => ` because no ${policy} allows the ${action} action`;

describe("multi-factor authentication", () => {
  const serial = { SerialNumber: ADA_MFA.serialNumber };
  test("a code works once", async () => {
    const TokenCode = await code();
    await expect(assume("NeedsMfa", { ...serial, TokenCode })).resolves.toHaveProperty("Credentials");
    expect(await refusal(assume("NeedsMfa", { ...serial, TokenCode }))).toMatch(
      /^AccessDenied 403: MultiFactorAuthentication failed with invalid MFA one time pass code\. ?$/,
    );
  });
  test("half a factor and a stranger's device are refused", async () => {
    expect(await refusal(assume("NeedsMfa", serial))).toContain(
      "must provide both MFA serial number and one time pass code",
    );
    expect(
      await refusal(assume("NeedsMfa", { SerialNumber: "arn:aws:iam::1:mfa/x", TokenCode: "123456" })),
    ).toContain("unable to validate MFA code");
    expect(await refusal(assume("NeedsMfa", { ...serial, TokenCode: "12345" }))).toMatch(
      /^ValidationError 400: .*'tokenCode'/,
    );
  });
  test("GetSessionToken carries the factor along, to one role and no further", async () => {
    const plain = keysOf(
      await stsClient(sandbox.url).send(new GetSessionTokenCommand({ DurationSeconds: 900 })),
    );
    expect((await identity(plain)).Arn).toBe(ADA);
    expect(await refusal(assume("NeedsMfa", {}, plain))).toBe(denied("sts:AssumeRole", "NeedsMfa"));
    expect(await refusal(stsClient(sandbox.url, plain).send(new GetSessionTokenCommand({})))).toBe(
      "AccessDenied 403: Cannot call GetSessionToken with session credentials",
    );
    const strong = keysOf(
      await stsClient(sandbox.url).send(new GetSessionTokenCommand({ ...serial, TokenCode: await code() })),
    );
    // Still the user, so no chain: as long as the role allows, whatever is left of the user's own session.
    await expect(assume("NeedsMfa", { DurationSeconds: 43_200 }, strong)).resolves.toHaveProperty(
      "Credentials",
    );
    // A role session says nothing about the factor, so a chain leaves it behind.
    const hub = keysOf(await assume("Hub", {}, strong));
    const who = "arn:aws:sts::222222222222:assumed-role/Hub/ada";
    expect(await refusal(assume("NeedsMfa", {}, hub))).toBe(
      denied("sts:AssumeRole", "NeedsMfa", who, byNo("role trust policy", "sts:AssumeRole")),
    );
    await expect(assume("RefusesMfa", {}, hub)).resolves.toHaveProperty("Credentials");
    expect(
      await refusal(stsClient(sandbox.url).send(new GetSessionTokenCommand({ DurationSeconds: 129_601 }))),
    ).toMatch(/^ValidationError 400/);
  });
});

describe("chaining", () => {
  test("lasts an hour at most", async () => {
    const hub = keysOf(await assume("Hub", { DurationSeconds: 43_200 }));
    await expect(assume("Spoke", { DurationSeconds: 3600 }, hub)).resolves.toHaveProperty("Credentials");
    expect(await refusal(assume("Spoke", { DurationSeconds: 3601 }, hub))).toBe(
      "ValidationError 400: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
    expect(await refusal(assume("Spoke"))).toBe(denied("sts:AssumeRole", "Spoke"));
  });
  test("keeps the source identity, which cannot be changed", async () => {
    const hub = keysOf(await assume("Hub", { SourceIdentity: "ada" }));
    expect((await assume("Spoke", {}, hub)).SourceIdentity).toBe("ada");
    expect(await refusal(assume("Spoke", { SourceIdentity: "eve" }, hub))).toMatch(/^AccessDenied 403/);
    const who = "arn:aws:sts::222222222222:assumed-role/Hub/ada";
    expect(await refusal(assume("OnlyAssume", {}, hub))).toBe(
      denied("sts:SetSourceIdentity", "OnlyAssume", who, byNo("role trust policy", "sts:SetSourceIdentity")),
    );
  });
  test("keeps transitive tags and drops the others", async () => {
    const Tags = [{ Key: "team", Value: "blue" }];
    const kept = keysOf(await assume("Hub", { Tags, TransitiveTagKeys: ["team"] }));
    await expect(assume("BlueSpoke", {}, kept)).resolves.toHaveProperty("Credentials");
    expect(await refusal(assume("Spoke", { Tags: [{ Key: "Team", Value: "red" }] }, kept))).toMatch(
      /^InvalidParameterValue 400: One of the specified transitive/,
    );
    const again = keysOf(await assume("Hub", { Tags }));
    await expect(assume("BlueSpoke", {}, again)).resolves.toHaveProperty("Credentials");
    expect(await refusal(assume("BlueSpoke", {}, keysOf(await assume("Hub"))))).toMatch(/^AccessDenied/);
  });
  test("session policies bound what the role allows", async () => {
    const PolicyArns = [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }];
    const bounded = keysOf(await assume("Hub", { PolicyArns }));
    expect(await refusal(assume("Spoke", {}, bounded))).toMatch(/^AccessDenied/);
    const wide = keysOf(
      await assume("Hub", { PolicyArns: [{ arn: "arn:aws:iam::aws:policy/AdministratorAccess" }] }),
    );
    await expect(assume("Spoke", {}, wide)).resolves.toHaveProperty("Credentials");
  });
});
