import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { MAY_ASSUME, MAY_READ, refusal, stsClient, trusting } from "../../sandbox/testing/small-world.ts";
import type { World } from "../../sandbox/world.ts";
import { codeOf, member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { optionsOfLines } from "../support/printed-lines.ts";
import { type SandboxControl, sandboxControl } from "../support/sandbox-control.ts";
import { assign, emails, type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { shellSession } from "../support/shell-session.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

// From a user who may do nothing and a role that trusts nobody of use to a downloaded file: with an access key, and
// then with the portal's own tokens and no AWS secret anywhere.

const home = "111111111111";
const away = "222222222222";
const plainUser = `arn:aws:iam::${home}:user/plain`;
const neighbour = `arn:aws:iam::${home}:user/neighbour`;
const plainKey = { id: "AKIAPLAINPLAINPLAIN2", secret: "plain-secret-plain-secret-plain-secret-p" };
const neighbourKey = { id: "AKIANEIGHBOURNEIGHB2", secret: "other-secret-other-secret-other-secret-o" };
const content = "what was worth the way\n";
const bucketOf = (account: string) => `files-of-${account}`;

const world: World = {
  accounts: [
    { id: home, name: "Home", partition: "aws" },
    { id: away, name: "Away", partition: "aws" },
  ],
  users: [
    { arn: plainUser, accessKeys: [plainKey], policies: [] },
    { arn: neighbour, accessKeys: [neighbourKey], policies: [MAY_ASSUME] },
  ],
  roles: [home, away].map((account) => ({
    arn: `arn:aws:iam::${account}:role/FileReader`,
    trust: trusting(`arn:aws:iam::${account}:root`),
    policies: [MAY_READ],
    maxSessionDuration: 3600,
  })),
  buckets: [home, away].map((account) => ({
    name: bucketOf(account),
    accountId: account,
    objects: { "file.txt": content },
  })),
};

let sandbox: Sandbox;
let control: SandboxControl;
let portal: Portal;
let company: SeededPortal;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "genkan-from-nothing-"));
  sandbox = await startSandbox({ world });
  control = sandboxControl(sandbox.url);
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  portal = await startPortal({ sandboxUrl: sandbox.url, env: none });
  company = await seedCompany(portal);
});
afterAll(async () => {
  await portal?.stop();
  await sandbox?.close();
  rmSync(folder, { recursive: true, force: true });
});

const aws = "/usr/bin/aws";
const lacksAws = !existsSync(aws);
if (lacksAws) notice(`skipped: no ${aws} on this machine`);

async function post(path: string, body: object = {}): Promise<unknown> {
  const answer = await company.owner.call("POST", path, body);
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return answer.json;
}

async function printed(roleId: string): Promise<unknown> {
  const answer = await company.auditor.call("GET", `/api/roles/${roleId}/trust`);
  expect(answer.status, answer.text).toBe(200);
  expect(member(answer.json, "ok"), answer.text).toBe(true);
  return answer.json;
}

/** A printed policy, the same as JSON and as what the printed lines hand to the AWS CLI. */
async function policyOf(side: unknown, command: string) {
  const policy = JSON.parse(text(side, "json"));
  const options = await optionsOfLines(text(side, "cli"));
  expect(options.get("command")).toBe(command);
  expect(JSON.parse(options.get("--policy-document") ?? "")).toEqual(policy);
  return policy;
}

/** Downloads the file with the AWS CLI after some lines. */
async function download(account: string, lines: string) {
  const target = join(folder, "downloaded.txt");
  rmSync(target, { force: true });
  const copy = `aws s3 cp s3://${bucketOf(account)}/file.txt downloaded.txt\n`;
  const end = await shellSession(folder, sandbox.url, lines + copy);
  return { ...end, file: existsSync(target) ? readFileSync(target, "utf8") : null };
}

async function exportsOf(roleId: string): Promise<string> {
  const path = `/api/roles/${roleId}/credentials`;
  const answer = await company.developer.call("POST", path, { format: "bash" });
  expect(answer.status, answer.text).toBe(200);
  return answer.text;
}

/** Somebody else of the user's account, who may assume any role as far as their own policy goes. */
const neighbourAssumes = (roleArn: string) =>
  stsClient(sandbox.url, { accessKeyId: neighbourKey.id, secretAccessKey: neighbourKey.secret }).send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "neighbour" }),
  );

const inWorld = (arn: string) => {
  const role = sandbox.world.roles.find((each) => each.arn === arn);
  if (!role) throw new Error(`no ${arn}`);
  return role;
};

describe.each([
  { where: "the user's own account", account: home },
  { where: "another account", account: away },
])("a role in $where", ({ account }) => {
  const roleArn = `arn:aws:iam::${account}:role/FileReader`;
  let sourceId = "";
  let roleId = "";

  beforeAll(async () => {
    await control.putUser({ arn: plainUser, accessKeys: [plainKey], policies: [] });
    const key = { accessKeyId: plainKey.id, secretAccessKey: plainKey.secret };
    const name = `Plain user for ${account}`;
    sourceId = text(await post("/api/sources", { kind: "access_key", name, ...key }), "id");
    roleId = text(await post("/api/roles", { reference: roleArn, sourceId, region: "eu-west-1" }), "id");
    await assign(company.owner, company.people.developer, roleId);
  });

  test.skipIf(lacksAws)("the user's own key reads no file", async () => {
    const own = `export AWS_ACCESS_KEY_ID=${plainKey.id} AWS_SECRET_ACCESS_KEY=${plainKey.secret} AWS_DEFAULT_REGION=eu-west-1\n`;
    const before = await download(account, own);
    expect(before.code).not.toBe(0);
    expect(before.stderr).toContain("403");
    expect(before.file).toBeNull();
  });

  test("the check says which side refuses, and so does what a person meets", async () => {
    const found = await post(`/api/roles/${roleId}/check`);
    expect(found).toMatchObject({
      ok: false,
      code: "aws_identity_policy_refused",
      side: "identity_policy",
      certainty: "told",
      roleArn,
      identityArn: plainUser,
    });
    const named = member(found, "changes") as { what: string }[];
    expect(named.map(({ what }) => what)).toEqual(["allow_assuming"]);
    const refused = await company.developer.call("POST", `/api/roles/${roleId}/credentials`, {});
    expect(`${refused.status} ${codeOf(refused)}`).toBe("424 aws_identity_policy_refused");
    expect(member(refused.json, "error", "message")).toContain(plainUser);
  });

  test.skipIf(lacksAws)("both printed policies, as they are, make it work for this user alone", async () => {
    const trust = await printed(roleId);
    expect(member(trust, "principal")).toEqual({ kind: "user", arn: plainUser });
    const identity = await policyOf(member(trust, "identity"), "put-user-policy");
    await control.putUser({ arn: plainUser, accessKeys: [plainKey], policies: [identity] });
    // The whole account was trusted, and so everybody in it; across accounts one side alone is not enough.
    if (account === home) await expect(neighbourAssumes(roleArn)).resolves.toHaveProperty("Credentials");
    else {
      const half = await post(`/api/roles/${roleId}/check`);
      expect(half).toMatchObject({ ok: false, code: "aws_not_allowed", side: "trust_policy" });
    }
    const policy = await policyOf(member(trust, "trust"), "update-assume-role-policy");
    await control.putRole({ ...inWorld(roleArn), trust: policy });

    const checked = await post(`/api/roles/${roleId}/check`);
    expect(checked).toMatchObject({
      ok: true,
      identityArn: plainUser,
      externalId: true,
      sourceIdentity: true,
    });
    const after = await download(account, await exportsOf(roleId));
    expect(after.file, after.stderr).toBe(content);

    expect(await refusal(neighbourAssumes(roleArn))).toMatch(/^AccessDenied/);
  });

  test.skipIf(lacksAws)("then a web identity takes it, and no AWS secret is left", async () => {
    const own = text(
      await post("/api/sources", { kind: "web_identity", name: `Tokens for ${account}` }),
      "id",
    );
    const { owner } = company;
    expect((await owner.call("PATCH", `/api/roles/${roleId}`, { sourceId: own })).status).toBe(200);
    expect((await owner.call("DELETE", `/api/sources/${sourceId}`)).status).toBe(204);
    await control.putUser({ arn: plainUser, accessKeys: [], policies: [] });

    const before = await post(`/api/roles/${roleId}/check`);
    expect(before).toMatchObject({ ok: false, code: "aws_web_identity_refused", side: "trust_policy" });

    const trust = await printed(roleId);
    const { host } = new URL(portal.url);
    const provider = `arn:aws:iam::${account}:oidc-provider/${host}`;
    expect(member(trust, "principal")).toMatchObject({
      kind: "federated",
      arn: provider,
      issuer: portal.url,
    });
    expect(member(trust, "identity")).toBeNull();
    const lines = await optionsOfLines(text(member(trust, "trust"), "cliProvider"));
    const issuer = lines.get("--url") ?? "";
    const audiences = [lines.get("--client-id-list") ?? ""];
    await control.changeWorld((was) => ({
      ...was,
      oidcProviders: [...(was.oidcProviders ?? []), { arn: provider, issuer, audiences }],
    }));
    const policy = await policyOf(member(trust, "trust"), "update-assume-role-policy");
    await control.putRole({ ...inWorld(roleArn), trust: policy });

    await control.forgetCalls();
    expect(await post(`/api/roles/${roleId}/check`)).toMatchObject({ ok: true, sourceIdentity: true });
    const after = await download(account, await exportsOf(roleId));
    expect(after.file, after.stderr).toBe(content);
    const asked = (await control.calls()).map(({ action, callerArn }) => ({ action, callerArn }));
    expect(new Set(asked.map(({ action }) => action))).toEqual(new Set(["AssumeRoleWithWebIdentity"]));
    expect(JSON.stringify(asked)).not.toContain(":user/");
    const events = await company.auditor.call("GET", "/api/audit?event=role.assume.issued&limit=1");
    expect(member(events.json, "events", "0", "fields")).toMatchObject({ sessionName: emails.developer });
  });
});

test.skipIf(process.platform !== "linux")("the portal had no AWS credentials in its environment", () => {
  const environment = readFileSync(`/proc/${portal.process.pid}/environ`, "utf8");
  expect(environment).toContain("AWS_REGION=");
  expect(environment).not.toMatch(/AWS_(ACCESS|SECRET|SESSION)/);
});
