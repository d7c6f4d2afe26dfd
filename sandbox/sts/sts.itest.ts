import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  ADA,
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

const ROOT = `arn:aws:iam::${HOME}:root`;
const roles = [
  role("Plain", trusting(ADA), { maxSessionDuration: 7200 }),
  role("OnlyAssume", document({ Effect: "Allow", Principal: { AWS: ADA }, Action: "sts:AssumeRole" })),
  role("NeedsExternalId", trusting(ADA, { Condition: { StringEquals: { "sts:ExternalId": "x-1" } } })),
  role("NeedsMfa", trusting(ADA, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
  role("FromNext", trusting(ADA, { Condition: { IpAddress: { "aws:SourceIp": "127.0.0.2/32" } } })),
  role("NotViaService", trusting(ADA, { Condition: { Bool: { "aws:ViaAWSService": "false" } } })),
  role(
    "NeedsTransitive",
    trusting(ADA, { Condition: { "ForAnyValue:StringEquals": { "sts:TransitiveTagKeys": "Team" } } }),
  ),
  role("NeedsSource", trusting(ADA, { Condition: { StringLike: { "sts:SourceIdentity": "ad*" } } })),
  role(
    "NeedsName",
    trusting(ADA, { Condition: { StringEquals: { "sts:RoleSessionName": `\${aws:username}` } } }),
  ),
  role(
    "NeedsTag",
    trusting(ADA, {
      Condition: {
        StringEquals: { "aws:RequestTag/Team": "blue" },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["Team"] },
      },
    }),
  ),
  role("AccountOnly", trusting(ROOT)),
  role("Stranger", trusting(`arn:aws:iam::${HOME}:user/nobody`)),
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

const denied = (action: string, name: string, who = ADA, reason = "") =>
  `AccessDenied 403: User: ${who} is not authorized to perform: ${action} on resource: ${roleArn(name)}${reason}`;
const byNo = (policy: string, action: string) => ` because no ${policy} allows the ${action} action`;

describe("AssumeRole", () => {
  test("answers working credentials, named and timed as asked", async () => {
    const answer = await assume("Plain", {
      DurationSeconds: 900,
      SourceIdentity: "ada",
      Tags: [{ Key: "k", Value: "v" }],
    });
    expect(answer.AssumedRoleUser?.Arn).toBe("arn:aws:sts::222222222222:assumed-role/Plain/ada");
    expect(answer.SourceIdentity).toBe("ada");
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const left = Number(answer.Credentials?.Expiration) - Date.now();
    expect(left).toBeGreaterThan(895_000);
    expect(left).toBeLessThanOrEqual(900_000);
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect((await identity(keysOf(answer))).Arn).toBe("arn:aws:sts::222222222222:assumed-role/Plain/ada");
  });

  test.each<[string, Partial<AssumeRoleCommandInput>]>([
    ["NeedsExternalId", { ExternalId: "x-1" }],
    ["NeedsSource", { SourceIdentity: "ada" }],
    ["NeedsName", {}],
    ["NeedsTag", { Tags: [{ Key: "team", Value: "blue" }].map((tag) => ({ ...tag, Key: "Team" })) }],
    ["AccountOnly", {}],
    ["NotViaService", {}],
    ["NeedsTransitive", { Tags: [{ Key: "Team", Value: "blue" }], TransitiveTagKeys: ["Team"] }],
  ])("%s lets in who fulfils its condition", async (name, input) => {
    await expect(assume(name, input)).resolves.toHaveProperty("Credentials");
  });

  test.each<[string, Partial<AssumeRoleCommandInput>]>([
    ["NeedsExternalId", {}],
    ["NeedsExternalId", { ExternalId: "x-2" }],
    ["NeedsSource", {}],
    ["NeedsSource", { SourceIdentity: "eve" }],
    ["NeedsMfa", {}],
    ["NeedsName", { RoleSessionName: "eve" }],
    ["NeedsTag", {}],
    [
      "NeedsTag",
      {
        Tags: [
          { Key: "Team", Value: "blue" },
          { Key: "Extra", Value: "x" },
        ],
      },
    ],
    ["NeedsTransitive", { Tags: [{ Key: "Team", Value: "blue" }] }],
    ["FromNext", {}],
    ["Stranger", {}],
    ["DoesNotExist", {}],
  ])("%s refuses %j in AWS's words", async (name, input) => {
    expect(await refusal(assume(name, input))).toBe(denied("sts:AssumeRole", name));
  });

  test("tags and a source identity are permissions of their own", async () => {
    expect(await refusal(assume("OnlyAssume", { SourceIdentity: "ada" }))).toBe(
      denied("sts:SetSourceIdentity", "OnlyAssume"),
    );
    expect(await refusal(assume("OnlyAssume", { Tags: [{ Key: "a", Value: "b" }] }))).toBe(
      denied("sts:TagSession", "OnlyAssume"),
    );
    await expect(assume("OnlyAssume")).resolves.toHaveProperty("Credentials");
  });

  test("refuses a caller whose own policy allows nothing, across accounts", async () => {
    const keys = { accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret };
    expect(await refusal(assume("AccountOnly", {}, keys))).toBe(
      denied(
        "sts:AssumeRole",
        "AccountOnly",
        `arn:aws:iam::${HOME}:user/ben`,
        byNo("identity-based policy", "sts:AssumeRole"),
      ),
    );
  });

  test("enforces the role's maximum, after authorization", async () => {
    await expect(assume("Plain", { DurationSeconds: 7200 })).resolves.toHaveProperty("Credentials");
    expect(await refusal(assume("Plain", { DurationSeconds: 7201 }))).toBe(
      "ValidationError 400: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
    expect(await refusal(assume("Stranger", { DurationSeconds: 7201 }))).toMatch(/^AccessDenied/);
  });

  test("answers AWS's own codes for what is malformed", async () => {
    expect(await refusal(assume("Plain", { Policy: "{" }))).toMatch(/^MalformedPolicyDocumentException 400/);
    const many = Array.from({ length: 50 }, (_, i) => ({
      Key: `${i}`,
      Value: Array.from({ length: 256 }, () => Math.floor(Math.random() * 36).toString(36)).join(""),
    }));
    expect(await refusal(assume("Plain", { Tags: many }))).toMatch(
      /^PackedPolicyTooLargeException 400: Packed size of session tags consumes \d{3,}% of allotted space\.$/,
    );
    expect(await refusal(assume("Plain", { DurationSeconds: 60 }))).toBe(
      "ValidationError 400: 1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
  });
});

describe("signatures", () => {
  test("a wrong secret, an unknown key and a foreign token are told apart", async () => {
    const keys = keysOf(await assume("Plain"));
    expect(await refusal(identity({ ...keys, secretAccessKey: "wrong" }))).toMatch(
      /^SignatureDoesNotMatch 403: The request signature we calculated/,
    );
    expect(await refusal(identity({ accessKeyId: "AKIANOBODYNOBODY2345", secretAccessKey: "x" }))).toBe(
      "InvalidClientTokenId 403: The security token included in the request is invalid.",
    );
    expect(await refusal(identity({ ...keys, sessionToken: "IQoJinvented" }))).toMatch(
      /^InvalidClientTokenId 403/,
    );
    expect(
      await refusal(identity({ accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey })),
    ).toMatch(/^InvalidClientTokenId 403/);
  });
  test("a clock that is off by more than 15 minutes is told which way", async () => {
    const client = stsClient(sandbox.url);
    client.config.systemClockOffset = -16 * 60_000;
    expect(await refusal(client.send(new GetCallerIdentityCommand({})))).toMatch(
      /^SignatureDoesNotMatch 403: Signature expired: \d{8}T\d{6}Z is now earlier than .* - 15 min\.\)$/,
    );
    const early = stsClient(sandbox.url);
    early.config.systemClockOffset = 16 * 60_000;
    expect(await refusal(early.send(new GetCallerIdentityCommand({})))).toMatch(/Signature not yet current/);
  });
  test.each<[string, Record<string, string>, string, number, string]>([
    ["no signature", {}, "Action=GetCallerIdentity&Version=2011-06-15", 403, "MissingAuthenticationToken"],
    [
      "half a signature",
      { authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/sts/aws4_request" },
      "Action=GetCallerIdentity&Version=2011-06-15",
      400,
      "IncompleteSignature",
    ],
    ["another operation", {}, "Action=GetFederationToken&Version=2011-06-15", 400, "InvalidAction"],
    ["another version", {}, "Action=GetCallerIdentity&Version=2010-01-01", 400, "InvalidAction"],
    ["no operation", {}, "Version=2011-06-15", 400, "MissingAction"],
  ])("%s", async (_, headers, body, status, name) => {
    const response = await fetch(sandbox.url, { method: "POST", headers, body });
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).toMatch(
      /^<ErrorResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><Error><Type>Sender<\/Type><Code>/,
    );
    expect(text).toContain(`<Code>${name}</Code>`);
    expect(text).toContain(`<RequestId>${response.headers.get("x-amzn-requestid")}</RequestId>`);
    expect(response.headers.get("date")).toBeTruthy();
  });
});

test("credentials outlive a restart, and end with the role", async () => {
  const keys = keysOf(await assume("Plain"));
  const restarted = await startSandbox({ world: smallWorld(roles) });
  expect((await stsClient(restarted.url, keys).send(new GetCallerIdentityCommand({}))).Account).toBe(
    "222222222222",
  );
  await fetch(`${restarted.url}/_sandbox/roles/${encodeURIComponent(roleArn("Plain"))}`, {
    method: "DELETE",
  });
  expect(await refusal(stsClient(restarted.url, keys).send(new GetCallerIdentityCommand({})))).toMatch(
    /^InvalidClientTokenId 403/,
  );
  await restarted.close();
});
