import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { db } from "#lib/db/client.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { publishIssuer } from "#lib/testing/publish-issuer.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import type { Statement } from "../../sandbox/policy/document.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  ASSUME,
  AWAY,
  document,
  HOME,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { World } from "../../sandbox/world.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { testSource } from "./test-source.ts";

// Every credential source with every way to use it, and for each what STS saw, or the code of the refusal.

const instance = roleArn("Instance", HOME);
const task = roleArn("Task", HOME);
const bridge = roleArn("Bridge", HOME);
const issuerHost = { value: "" };
const provider = () => `arn:aws:iam::${AWAY}:oidc-provider/${issuerHost.value}`;

/** Trusts the portal's every identity, and the issuer, all under the same conditions. */
function trustingAll(condition?: Statement["Condition"]) {
  const more = condition ? { Condition: condition } : {};
  return document(
    { Effect: "Allow", Principal: { AWS: [ADA, instance, task, bridge] }, Action: ASSUME, ...more },
    {
      Effect: "Allow",
      Principal: { Federated: provider() },
      Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
      ...more,
    },
  );
}
const named = { StringLike: { "sts:SourceIdentity": "*@example.com" } };

/** A user has up to eight MFA devices. One for each source, as a code counts once for half a minute. */
function deviceOf(source: SourceName) {
  const index = sourceNames.indexOf(source);
  const letter = "ABCDEFGHIJKLMNOP"[index] ?? "Z";
  return { serialNumber: `${ADA_MFA.serialNumber}-${index}`, seed: `${letter.repeat(4)}${ADA_MFA.seed}` };
}

function world(): World {
  const own = { policies: [MAY_ASSUME], maxSessionDuration: 43_200 };
  const service = (name: string) =>
    document({ Effect: "Allow", Principal: { Service: name }, Action: "sts:AssumeRole" });
  const away = { maxSessionDuration: 43_200 };
  return smallWorld(
    [
      { arn: instance, trust: service("ec2.amazonaws.com"), ...own },
      { arn: task, trust: service("ecs-tasks.amazonaws.com"), ...own },
      { arn: bridge, trust: trustingBridge(), ...own },
      role("Direct", trustingAll(named), away),
      role("Mfa", trustingAll({ ...named, Bool: { "aws:MultiFactorAuthPresent": "true" } }), away),
      role("External", trustingAll({ StringEquals: { "sts:ExternalId": "asked-for-1" } }), away),
      role("Tagged", trustingAll({ StringEquals: { "aws:RequestTag/team": "core" } }), away),
      role(
        "WebOnly",
        document({
          Effect: "Allow",
          Principal: { Federated: provider() },
          Action: ["sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity"],
          Condition: { StringEquals: { [`${issuerHost.value}:aud`]: "sts.amazonaws.com" }, ...named },
        }),
        away,
      ),
    ],
    {
      instanceProfileRole: instance,
      containerRole: task,
      users: [
        {
          arn: ADA,
          accessKeys: [ADA_KEY],
          policies: [MAY_ASSUME],
          mfaDevices: sourceNames.map(deviceOf),
        },
      ],
      oidcProviders: [
        { arn: provider(), issuer: `http://${issuerHost.value}`, audiences: ["sts.amazonaws.com"] },
        {
          arn: provider().replace(AWAY, HOME),
          issuer: `http://${issuerHost.value}`,
          audiences: ["sts.amazonaws.com"],
        },
      ],
    },
  );
}

/** The role in the middle of a chain. */
function trustingBridge() {
  const federated = provider().replace(AWAY, HOME);
  return document(
    { Effect: "Allow", Principal: { AWS: [ADA, instance, task] }, Action: ASSUME },
    {
      Effect: "Allow",
      Principal: { Federated: federated },
      Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
    },
  );
}

const sourceNames = [
  "default",
  "environment",
  "instance_metadata",
  "container",
  "profile",
  "profile from source_profile",
  "profile from Environment",
  "profile from Ec2InstanceMetadata",
  "profile from EcsContainer",
  "access_key",
  "role",
  "web_identity",
] as const;
type SourceName = (typeof sourceNames)[number];

/** Who calls STS for the last role, and whether that is an IAM user, who alone has MFA and is no chain. */
const callers: Readonly<Record<SourceName, { arn: RegExp; user: boolean }>> = {
  default: { arn: /:user\/ada$/, user: true },
  environment: { arn: /:user\/ada$/, user: true },
  instance_metadata: { arn: /:assumed-role\/Instance\//, user: false },
  container: { arn: /:assumed-role\/Task\//, user: false },
  profile: { arn: /:user\/ada$/, user: true },
  "profile from source_profile": { arn: /:assumed-role\/Bridge\//, user: false },
  "profile from Environment": { arn: /:assumed-role\/Bridge\//, user: false },
  "profile from Ec2InstanceMetadata": { arn: /:assumed-role\/Bridge\//, user: false },
  "profile from EcsContainer": { arn: /:assumed-role\/Bridge\//, user: false },
  access_key: { arn: /:user\/ada$/, user: true },
  role: { arn: /:assumed-role\/Bridge\/.*@example\.com$/, user: false },
  web_identity: { arn: /^$/, user: true },
};

const folder = mkdtempSync(join(tmpdir(), "genkan-ways-"));
const made: World = { accounts: [], users: [], roles: [] };
let closeIssuer = async (): Promise<void> => undefined;
beforeAll(async () => {
  const { url, close } = await publishIssuer();
  closeIssuer = close;
  issuerHost.value = url.replace("http://", "");
  Object.assign(made, world());
});
afterAll(async () => {
  await closeIssuer();
  rmSync(folder, { recursive: true });
});

const aws = testAws(made);
testDatabase();

let owner: Viewer;
let person: Viewer;
const sources = new Map<SourceName, string | null>();

beforeAll(async () => {
  const { url } = aws.sandbox();
  const config = join(folder, "config");
  const through = (name: string, how: string) =>
    `[profile ${name}]\nrole_arn = ${bridge}\nrole_session_name = portal-${name}\n${how}\n`;
  writeFileSync(
    config,
    [
      `[profile keys]\naws_access_key_id = ${ADA_KEY.id}\naws_secret_access_key = ${ADA_KEY.secret}\n`,
      through("chained", "source_profile = keys"),
      through("env", "credential_source = Environment"),
      through("ec2", "credential_source = Ec2InstanceMetadata"),
      through("ecs", "credential_source = EcsContainer"),
    ].join("\n"),
  );
  Object.assign(process.env, {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
    AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/v2/credentials/task`,
  });
  delete process.env.AWS_EC2_METADATA_DISABLED;
  owner = await addViewer("owner");
  person = await addViewer("member");
  const add = async (name: SourceName, input: object) => {
    sources.set(name, (await addSource(owner, { name, ...input })).id);
  };
  sources.set("default", null);
  for (const kind of ["environment", "instance_metadata", "container"] as const) await add(kind, { kind });
  for (const [name, profile] of [
    ["profile", "keys"],
    ["profile from source_profile", "chained"],
    ["profile from Environment", "env"],
    ["profile from Ec2InstanceMetadata", "ec2"],
    ["profile from EcsContainer", "ecs"],
  ] as const)
    await add(name, { kind: "profile", profile });
  const { id: accessKeyId, secret: secretAccessKey } = ADA_KEY;
  const mfaSerial = deviceOf("access_key").serialNumber;
  await add("access_key", { kind: "access_key", accessKeyId, secretAccessKey, mfaSerial });
  await add("web_identity", { kind: "web_identity", issuer: `http://${issuerHost.value}` });
  const between = await addRole(owner, { reference: bridge, externalId: null });
  await add("role", { kind: "role", roleId: between.id });
});

/** A role for one cell of the matrix: one ARN may be in the catalogue once only, so its name is given anew. */
async function assigned(name: string, source: SourceName, options: object = {}): Promise<string> {
  const arn = `${roleArn(name)}${cell}`;
  cell += 1;
  const found = aws.sandbox().world.roles.find((each) => each.arn === roleArn(name));
  if (!found) throw new Error(`there is no ${name}`);
  await aws.putRole({ ...found, arn });
  const sourceId = sources.get(source) ?? null;
  const added = await addRole(owner, {
    reference: arn,
    maxDurationSeconds: 43_200,
    externalId: null,
    sourceId,
    ...options,
  });
  await addAssignment(owner, { personId: person.personId, roleId: added.id });
  return added.id;
}
let cell = 0;
const figures = { cells: 0, granted: 0, refused: 0 };

async function lastAssumed() {
  const calls = await aws.calls();
  const assumed = calls.filter((call) => /^AssumeRole/.test(call.action) && call.outcome === "ok");
  const last = assumed.at(-1);
  if (!last) throw new Error("nothing was assumed");
  return last;
}

async function issue(roleId: string, more: object = {}) {
  const answer = await issueCredentials(person, { roleId, durationSeconds: 7200, ...more });
  if (!("json" in answer)) throw new Error("JSON was asked for");
  const json: Record<string, unknown> = { ...answer.json };
  return { json, call: await lastAssumed() };
}

/** Expects that STS saw what was asked for, and no more than it could give. */
async function expectGranted(source: SourceName, roleId: string, params: object = {}, more: object = {}) {
  const { json, call } = await issue(roleId, more);
  const { arn, user } = callers[source];
  const seconds = user ? 7200 : 3600;
  expect(json["durationSeconds"]).toBe(seconds);
  expect(json["durationLimit"]).toBe(user ? "role" : "chaining");
  expect(String(call.callerArn ?? "")).toMatch(arn);
  expect(call.params).toMatchObject({
    RoleSessionName: person.sessionName,
    DurationSeconds: String(seconds),
    ...(source === "web_identity" ? {} : { SourceIdentity: person.sessionName }),
    ...params,
  });
  figures.granted += 1;
}

async function expectRefusal(code: string, call: () => Promise<unknown>) {
  expect(await refusalCode(call)).toBe(code);
  figures.refused += 1;
}

describe.each(sourceNames)("%s", (source) => {
  const { user } = callers[source];
  const web = source === "web_identity";

  test("direct", async () => {
    await expectGranted(source, await assigned("Direct", source));
  });

  test("with an ExternalId that the role demands", async () => {
    const roleId = await assigned("External", source, { externalId: "asked-for-1" });
    if (web) await expectRefusal("aws_trust_policy_refused", () => issue(roleId));
    else await expectGranted(source, roleId, { ExternalId: "asked-for-1" });
    if (!web)
      await expectRefusal("aws_not_allowed", async () =>
        issue(await assigned("External", source, { externalId: "another-2" })),
      );
  });

  test("with session tags", async () => {
    const sessionTags = [
      { key: "team", value: "core", transitive: false },
      { key: "mail", value: "{email}", transitive: true },
    ];
    const tags = {
      "Tags.member.1.Key": "team",
      "Tags.member.2.Value": person.email,
      "TransitiveTagKeys.member.1": "mail",
    };
    const roleId = await assigned("Tagged", source, { sessionTags });
    await expectGranted(source, roleId, web ? {} : tags);
    const without = () => assigned("Tagged", source, { sessionTags, tagsSent: false });
    await expectRefusal(web ? "aws_trust_policy_refused" : "aws_not_allowed", async () =>
      issue(await without()),
    );
  });

  test("with session policies", async () => {
    const sessionPolicy = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" },
    });
    const arns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"];
    const roleId = await assigned("Direct", source, { sessionPolicy, sessionPolicyArns: arns });
    await expectGranted(source, roleId, { Policy: sessionPolicy, "PolicyArns.member.1.arn": arns[0] });
    await expectRefusal("read_only_unavailable", () => issue(roleId, { readOnly: true }));
    await expectGranted(
      source,
      await assigned("Direct", source),
      { "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      { readOnly: true },
    );
  });

  test("with AWS MFA", async () => {
    const mfaSerial = deviceOf(source).serialNumber;
    const roleId = await assigned("Mfa", source, { requiresMfa: true });
    if (source === "role") {
      // The user before the chain has MFA, but the session of a role does not carry it on.
      const given = async () => ({ mfaSerial, mfaCode: await aws.mfaCode(mfaSerial) });
      await expectRefusal("aws_not_allowed", async () => issue(roleId, await given()));
      return;
    }
    if (!user || web) {
      await expectRefusal("mfa_unsupported", () => issue(roleId, { mfaCode: "123456", mfaSerial }));
      return;
    }
    await expectRefusal(source === "access_key" ? "mfa_code_required" : "mfa_serial_missing", () =>
      issue(roleId),
    );
    await expectRefusal("mfa_serial_malformed", () => issue(roleId, { mfaSerial: "no", mfaCode: "123456" }));
    await expectRefusal("mfa_code_malformed", () => issue(roleId, { mfaSerial, mfaCode: "12345" }));
    await expectRefusal("aws_mfa_code_refused", () => issue(roleId, { mfaSerial, mfaCode: "000000" }));
    const code = await aws.mfaCode(mfaSerial);
    await expectGranted(source, roleId, {}, { mfaSerial, mfaCode: code });
    await expectRefusal("mfa_code_reused", () => issue(roleId, { mfaSerial, mfaCode: code }));
    // One code serves its person for its life, and nobody else.
    await expectGranted(source, roleId);
    const other = await addViewer("member");
    await addAssignment(owner, { personId: other.personId, roleId });
    await expectRefusal(source === "access_key" ? "mfa_code_required" : "mfa_serial_missing", () =>
      issueCredentials(other, { roleId }),
    );
  });

  test("through another role", async () => {
    if (source === "role" || source.startsWith("profile from")) return;
    const through = await assigned("Direct", source);
    const chain = await addSource(owner, { kind: "role", name: `chain over ${source}`, roleId: through });
    const arn = await trustedThrough(through);
    const added = await addRole(owner, { reference: arn, maxDurationSeconds: 43_200, sourceId: chain.id });
    await addAssignment(owner, { personId: person.personId, roleId: added.id });
    const { json, call } = await issue(added.id);
    expect(json).toMatchObject({ durationSeconds: 3600, durationLimit: "chaining" });
    // The session on the way is the person's own.
    expect(call.callerArn).toMatch(new RegExp(`:assumed-role/Direct\\d+/${person.sessionName}$`));
    expect(call.params).toMatchObject({
      RoleSessionName: person.sessionName,
      SourceIdentity: person.sessionName,
    });
    figures.granted += 1;
  });

  test("a role that trusts the issuer only", async () => {
    const roleId = await assigned("WebOnly", source);
    if (web) await expectGranted(source, roleId);
    else await expectRefusal("aws_not_allowed", () => issue(roleId));
  });

  test("says who it is", async () => {
    const id = sources.get(source) ?? "default";
    const told = await testSource(owner, id, {});
    const expected: Partial<Record<SourceName, RegExp>> = {
      role: /:assumed-role\/Bridge\//,
      web_identity: /:assumed-role\/Direct\d+\//,
    };
    expect(told.arn).toMatch(expected[source] ?? callers[source].arn);
    expect(told.chaining).toBe(!user || web);
    if (told.throughRoleArn === null) return;
    const call = (await aws.calls()).findLast(({ params }) => params["RoleArn"] === told.throughRoleArn);
    expect(call?.params["Policy"]).toContain('"Action":"sts:GetCallerIdentity"');
  });
});

/** A role that trusts only the role that a catalogue id names. */
async function trustedThrough(roleId: string): Promise<string> {
  const before = await db().awsRole.findUniqueOrThrow({ where: { id: roleId }, select: { arn: true } });
  const first = aws.sandbox().world.roles.find((each) => each.arn === before.arn);
  if (!first) throw new Error(`there is no ${before.arn}`);
  await aws.putRole({ ...first, policies: [MAY_ASSUME] });
  const last = role(`Last${cell}`, trusting(before.arn), { maxSessionDuration: 43_200 });
  cell += 1;
  await aws.putRole(last);
  return last.arn;
}

test("the matrix is whole", () => {
  figures.cells = figures.granted + figures.refused;
  printFigure("ways in", figures);
  expect(figures.cells).toBeGreaterThan(sourceNames.length * 7);
});
