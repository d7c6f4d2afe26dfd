import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PolicyDocument } from "../../sandbox/policy/document.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { document } from "../../sandbox/testing/small-world.ts";
import type { World, WorldRole } from "../../sandbox/world.ts";
import { codeOf, member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { type SandboxControl, sandboxControl } from "../support/sandbox-control.ts";
import { assign, emails, type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { shellSession } from "../support/shell-session.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

// Ten accounts of five projects, reached from one hub: in the console, in a terminal and in code, with MFA where the
// role wants it, and what is told when a policy or the role is deleted.

const hub = "900000000000";
const hubUser = `arn:aws:iam::${hub}:user/portal`;
const hubKey = { id: "AKIAHUBHUBHUBHUBHUB2", secret: "hub-secret-hub-secret-hub-secret-hub-sec" };
const device = { serialNumber: `arn:aws:iam::${hub}:mfa/portal`, seed: "HUBHUBHUBHUBHUBHUBHUBHUBHUBHUB23" };

type Account = { id: string; name: string; color: string; arn: string; bucket: string };
const accounts: Account[] = ["Atlas", "Borealis", "Cumulus", "Delta", "Estuary"].flatMap((project, at) =>
  ["Production", "Staging"].map((stage, which) => {
    const id = `9000000000${at + 1}${which + 1}`;
    return {
      id,
      name: `${project} ${stage}`,
      color: `${"159bd"[at]}${which === 0 ? "d3212" : "c8a80"}`,
      arn: `arn:aws:iam::${id}:role/Operator`,
      bucket: `${project.toLowerCase()}-${stage.toLowerCase()}-files`,
    };
  }),
);
const [first, second, third, fourth] = accounts;
if (!first || !second || !third || !fourth) throw new Error("there are ten accounts");
const mayLook = document({ Effect: "Allow", Action: ["s3:List*", "iam:GetRole"], Resource: "*" });
const trustsNobody = document({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" });
const operator = ({ arn }: Pick<Account, "arn">): WorldRole => ({
  arn,
  trust: trustsNobody,
  policies: [mayLook],
  maxSessionDuration: 43_200,
});
/** Beside the operator: one for which AWS wants MFA, and one that may look at its neighbours. */
const guarded = { arn: `arn:aws:iam::${second.id}:role/Guarded`, bucket: second.bucket };
const lookout = { arn: `arn:aws:iam::${third.id}:role/ReadOnly` };

const world: World = {
  accounts: [
    { id: hub, name: "Hub", partition: "aws" },
    ...accounts.map(({ id, name }) => ({ id, name, partition: "aws" as const })),
  ],
  users: [{ arn: hubUser, accessKeys: [hubKey], policies: [], mfaDevices: [device] }],
  roles: [...accounts, guarded, lookout].map(operator),
  buckets: accounts.map(({ id, bucket }) => ({ name: bucket, accountId: id, objects: { "a.txt": "a" } })),
};

let sandbox: Sandbox;
let control: SandboxControl;
let portal: Portal;
let company: SeededPortal;
let folder: string;
const roleIds = new Map<string, string>();
/** Identity policies of the hub's user, by the role that each is printed for. */
const identityPolicies = new Map<string, PolicyDocument>();

const roleIdOf = ({ arn }: { arn: string }) => roleIds.get(arn) ?? "";
const setIdentityPolicies = () =>
  control.putUser({
    arn: hubUser,
    accessKeys: [hubKey],
    mfaDevices: [device],
    policies: [...identityPolicies.values()],
  });

/** Adds a role for the person, and does in AWS what its trust page prints. */
async function open(reference: string, arn: string, more: object = {}): Promise<void> {
  const { owner, people } = company;
  const added = await owner.call("POST", "/api/roles", { reference, region: "eu-west-1", ...more });
  const roleId = text(added.json, "id");
  roleIds.set(arn, roleId);
  await assign(owner, people.bystander, roleId);
  const { json } = await owner.call("GET", `/api/roles/${roleId}/trust`);
  await control.putRole({ ...operator({ arn }), trust: JSON.parse(text(member(json, "trust"), "json")) });
  identityPolicies.set(arn, JSON.parse(text(member(json, "identity"), "json")));
  await setIdentityPolicies();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "genkan-three-ways-"));
  sandbox = await startSandbox({ world });
  control = sandboxControl(sandbox.url);
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  portal = await startPortal({ sandboxUrl: sandbox.url, env: none });
  company = await seedCompany(portal);
  const key = { accessKeyId: hubKey.id, secretAccessKey: hubKey.secret, mfaSerial: device.serialNumber };
  const source = { kind: "access_key", name: "Hub", ...key };
  const sourceId = text((await company.owner.call("POST", "/api/sources", source)).json, "id");
  for (const { id, name, color, arn } of accounts) {
    const link = new URL("https://signin.aws.amazon.com/switchrole");
    for (const [field, value] of Object.entries({
      account: id,
      roleName: "Operator",
      displayName: name,
      color,
    }))
      link.searchParams.set(field, value);
    await open(link.href, arn, { sourceId });
  }
  await open(guarded.arn, guarded.arn, { sourceId, requiresMfa: true });
  await open(lookout.arn, lookout.arn, { sourceId });
});
afterAll(async () => {
  await portal?.stop();
  await sandbox?.close();
  rmSync(folder, { recursive: true, force: true });
});

const boto3 = "/usr/lib/python3/dist-packages/boto3";
const lacks = (...paths: string[]) => {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) notice(`skipped: no ${missing} on this machine`);
  return missing !== undefined;
};

const person = emails.bystander;
const use = (what: "credentials" | "console", role: { arn: string }, body: object = {}) =>
  company.bystander.call("POST", `/api/roles/${roleIdOf(role)}/${what}`, body);

async function block(role: { arn: string }, format: string): Promise<string> {
  const answer = await use("credentials", role, { format });
  expect(answer.status, answer.text).toBe(200);
  return answer.text;
}

async function check(role: { arn: string }, body: object = {}): Promise<unknown> {
  const answer = await company.owner.call("POST", `/api/roles/${roleIdOf(role)}/check`, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}

test("ten accounts of one hub stand in one list, with the names and colours of their links", async () => {
  const { json } = await company.bystander.call("GET", "/api/catalogue");
  const listed = member(json, "roles") as { arn: string; label: string; color: string }[];
  for (const { arn, name, color } of accounts)
    expect.soft(listed).toContainEqual(expect.objectContaining({ arn, label: name, color: `#${color}` }));
  expect(listed.filter(({ arn }) => arn.endsWith("/Operator"))).toHaveLength(10);
});

test("in the console: one request signs the person in to each account's role", async () => {
  for (const account of accounts) {
    const { json, status, text: told } = await use("console", account);
    expect(status, told).toBe(200);
    const url = text(json, "url");
    expect(url.startsWith(`${sandbox.url}/federation?`)).toBe(true);
    const page = await fetch(url);
    const html = await page.text();
    const fact = (id: string) => new RegExp(`data-testid="${id}">([^<]*)<`).exec(html)?.[1];
    expect.soft(page.status).toBe(200);
    expect.soft(fact("account")).toBe(`${account.name} (${account.id})`);
    expect.soft(fact("role")).toBe("Operator");
    expect.soft(fact("session-name")).toBe(person);
  }
});

describe.skipIf(lacks("/usr/bin/aws"))("in a terminal", () => {
  test("the block opens the account, and the unset block closes it again", async () => {
    const lines = `aws s3 ls && echo 'open before'
${await block(first, "bash")}
aws s3 ls || echo 'closed in between'
aws sts get-caller-identity --query Arn --output text
${await block(first, "unset-bash")}
aws s3 ls && echo 'open after'
env | grep ^AWS_
`;
    const { stdout, stderr } = await shellSession(folder, sandbox.url, lines);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(new RegExp(` ${first.bucket}$`)),
      `arn:aws:sts::${first.id}:assumed-role/Operator/${person}`,
      "AWS_EC2_METADATA_DISABLED=true",
      "AWS_PAGER=",
      "",
    ]);
    expect(stderr.match(/Unable to locate credentials/g)).toHaveLength(2);
  });

  test("the next account's block takes the place of the one before", async () => {
    const blocks = [first, second].map((account) => block(account, "bash"));
    const lines = `${(await Promise.all(blocks)).join("\n")}\naws s3 ls\n`;
    const { stdout, stderr } = await shellSession(folder, sandbox.url, lines);
    expect(stdout, stderr).toContain(second.bucket);
    expect(stdout).not.toContain(first.bucket);
  });
});

test.skipIf(lacks(boto3))(
  "in code: the same for a program that knows nothing but its environment",
  async () => {
    writeFileSync(
      join(folder, "list.py"),
      `import boto3, botocore.exceptions, os
try:
    found = boto3.client("s3", endpoint_url=os.environ["SANDBOX"]).list_buckets()
    print([bucket["Name"] for bucket in found["Buckets"]])
except botocore.exceptions.NoCredentialsError:
    print("no credentials")
`,
    );
    const lines = `boto list.py
${await block(fourth, "bash")}
boto list.py
${await block(fourth, "unset-bash")}
boto list.py
`;
    const { stdout, stderr } = await shellSession(folder, sandbox.url, lines);
    expect(stdout, stderr).toBe(`no credentials\n['${fourth.bucket}']\nno credentials\n`);
  },
);

describe("a role that wants MFA", () => {
  const sessionTokens = async () =>
    (await control.calls()).filter(({ action }) => action === "GetSessionToken");

  test("names the device and asks for its six digits, in the check as at use", async () => {
    const asked = { error: { code: "mfa_code_required", details: { serialNumber: device.serialNumber } } };
    for (const answer of [
      await use("credentials", guarded),
      await use("console", guarded),
      await company.owner.call("POST", `/api/roles/${roleIdOf(guarded)}/check`, {}),
    ]) {
      expect.soft(answer.status).toBe(403);
      expect.soft(answer.json).toMatchObject(asked);
    }
    expect(await sessionTokens()).toEqual([]);
  });

  test("takes a wrong code for none", async () => {
    const answer = await use("credentials", guarded, { mfaCode: "000000" });
    expect(`${answer.status} ${codeOf(answer)}`).toBe("422 aws_mfa_code_refused");
  });

  test("takes one code for its life, of this person alone", async () => {
    await control.forgetCalls();
    const mfaCode = await control.mfaCode(device.serialNumber);
    const given = await use("credentials", guarded, { mfaCode });
    expect(given.status, given.text).toBe(200);
    for (const what of ["credentials", "console"] as const)
      expect.soft((await use(what, guarded)).status, what).toBe(200);
    expect(await sessionTokens()).toHaveLength(1);

    await assign(company.owner, company.people.developer, roleIdOf(guarded));
    const path = `/api/roles/${roleIdOf(guarded)}/credentials`;
    expect(codeOf(await company.developer.call("POST", path, {}))).toBe("mfa_code_required");
    expect(codeOf(await company.developer.call("POST", path, { mfaCode }))).toBe("mfa_code_reused");
  });

  test.skipIf(lacks("/usr/bin/aws"))("gives a terminal what the others give", async () => {
    const lines = `${await block(guarded, "bash")}\naws s3 ls\n`;
    const { stdout, stderr } = await shellSession(folder, sandbox.url, lines);
    expect(stdout, stderr).toContain(guarded.bucket);
  });
});

describe("something is deleted in AWS", () => {
  test("without the identity policy, our side is named, and what the check prints mends it", async () => {
    const printed = identityPolicies.get(first.arn);
    identityPolicies.delete(first.arn);
    await setIdentityPolicies();

    const refused = await use("credentials", first);
    expect(`${refused.status} ${codeOf(refused)}`).toBe("424 aws_identity_policy_refused");
    expect(member(refused.json, "error", "message")).toMatch(
      /^Our side refuses: .*arn:aws:iam::9\d+:user\/portal/,
    );
    const found = await check(first);
    expect(found).toMatchObject({ ok: false, code: "aws_identity_policy_refused", side: "identity_policy" });
    expect(member(found, "changes", "0")).toMatchObject({ what: "allow_assuming", arn: hubUser });
    expect((await use("credentials", second)).status, "other roles go on").toBe(200);

    const document = member(found, "changes", "0", "document") as PolicyDocument;
    expect(document).toEqual(printed);
    identityPolicies.set(first.arn, document);
    await setIdentityPolicies();
    expect((await use("credentials", first)).status).toBe(200);
  });

  test("without the role, the check sees that it is gone, and what it prints makes it anew", async () => {
    await control.removeRole(third.arn);
    const refused = await use("credentials", third);
    expect(`${refused.status} ${codeOf(refused)}`).toBe("424 aws_not_allowed");
    expect(member(refused.json, "error", "message")).toContain(`on ${third.arn}`);
    expect(member(refused.json, "error", "message")).toContain("the role exists");
    const found = await check(third);
    expect(found).toMatchObject({ ok: false, code: "aws_role_missing", side: "role", certainty: "seen" });
    expect(member(found, "changes", "0")).toMatchObject({ what: "create_role", arn: third.arn });

    const trust = member(found, "changes", "0", "document") as PolicyDocument;
    await control.putRole({ ...operator(third), trust });
    expect(await check(third)).toMatchObject({ ok: true });
    expect((await use("credentials", third)).status).toBe(200);
  });

  test("where nothing can look, the check gives both sides as they should be", async () => {
    await control.removeRole(fourth.arn);
    const found = await check(fourth);
    expect(found).toMatchObject({
      ok: false,
      code: "aws_not_allowed",
      side: "trust_policy",
      certainty: "likely",
    });
    const changes = member(found, "changes") as { what: string }[];
    expect(changes.map(({ what }) => what)).toEqual(["change_trust", "allow_assuming"]);
  });
});
