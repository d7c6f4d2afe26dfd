import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { db } from "#lib/db/client.ts";
import { checkPolicy, checkTrustPolicy } from "#lib/policies/check-policy.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { testDatabase, testOrigin } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { ADA, ADA_KEY, AWAY, HOME, keysOf, stsClient } from "../../sandbox/testing/small-world.ts";
import { printTrust } from "./print-trust.ts";
import type { TrustView } from "./trust-view.ts";

const aws = testAws();
testDatabase();

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

async function newRole(name: string, columns: object = {}): Promise<string> {
  const { id } = await addRole(owner, { reference: testRoleArn(name) });
  // As one that was added before roles had an ExternalId, unless the test says otherwise.
  await db().awsRole.update({ where: { id }, data: { externalId: null, ...columns } });
  return id;
}

async function printed(roleId: string): Promise<Extract<TrustView, { ok: true }>> {
  const view = await printTrust(owner, roleId);
  if (!view.ok) throw new Error(`not printed: ${view.code}`);
  return view;
}

const statements = (json: string) => JSON.parse(json).Statement;

describe("the trust of a role", () => {
  test("is for owners and auditors, and of roles that are there", async () => {
    const roleId = await newRole("ForReaders");
    const auditor = await addViewer("auditor");
    const member = await addViewer("member");
    expect(await refusalCode(printTrust(auditor, roleId))).toBe("none");
    expect(await refusalCode(printTrust(member, roleId))).toBe("not_allowed");
    expect(await refusalCode(printTrust(member, "nothing"))).toBe("not_allowed");
    expect(await refusalCode(printTrust(owner, "nothing"))).toBe("role_not_found");
  });

  test("names whoever AWS says the default chain is, and asks for each option", async () => {
    const sessionTags = JSON.stringify([
      { key: "team", value: "blue", transitive: true },
      { key: "mail", value: "{email}", transitive: false },
    ]);
    const roleId = await newRole("Everything", {
      externalId: "the-external-id",
      sessionName: "portal-{person}",
      sessionTags,
      requiresMfa: true,
      maxDurationSeconds: 900,
    });
    const view = await printed(roleId);
    expect(view).toMatchObject({
      roleArn: testRoleArn("Everything"),
      source: { kind: "default", name: "" },
      principal: { kind: "user", arn: ADA },
      notes: [],
      identity: { arn: ADA },
      quickCreate: { stackName: "genkan-Everything", region: "us-east-1" },
    });
    expect(statements(view.trust.json)[0]).toMatchObject({
      Principal: { AWS: ADA },
      Condition: {
        StringEquals: { "sts:ExternalId": "the-external-id", "aws:RequestTag/team": "blue" },
        StringLike: {
          "sts:SourceIdentity": "*",
          "sts:RoleSessionName": "portal-*",
          "aws:RequestTag/mail": "*",
        },
        Bool: { "aws:MultiFactorAuthPresent": "true" },
      },
    });
    expect(checkTrustPolicy(JSON.parse(view.trust.json))).toEqual({ ok: true });
    expect(checkPolicy(JSON.parse(view.identity?.json ?? ""))).toEqual({ ok: true });
    expect(statements(view.identity?.json ?? "")[0].Resource).toBe(view.roleArn);
    expect(view.identity?.cli).toContain(`put-user-policy`);
    // A role in IAM has at least an hour, whatever the portal asks for.
    expect(view.trust.cliCreate).toContain("--max-session-duration 3600");
  });

  test("of a chain names the role before it, with its path, and takes the tags that come along", async () => {
    const tag = { key: "team", value: "{groups}", transitive: true };
    const hop = await newRole("team/nested/WithPath", { sessionTags: JSON.stringify([tag]) });
    const { id: sourceId } = await addSource(owner, { kind: "role", name: "Through a role", roleId: hop });
    const roleId = await newRole("BehindRole", { sourceId, requiresMfa: true });
    const view = await printed(roleId);
    expect(view.source.kind).toBe("role");
    expect(view.principal).toEqual({ kind: "role", arn: testRoleArn("team/nested/WithPath") });
    expect(view.notes).toEqual(["external_id_missing", "mfa_not_from_role"]);
    expect(view.trust.json).not.toContain("MultiFactorAuthPresent");
    expect(statements(view.trust.json).at(-1)).toMatchObject({
      Action: "sts:TagSession",
      Condition: {
        "ForAllValues:StringEquals": { "aws:TagKeys": ["team"], "sts:TransitiveTagKeys": ["team"] },
      },
    });
    expect(view.identity?.cli).toContain("--role-name WithPath");
    expect(statements(view.identity?.json ?? "")[0].Action).toContain("sts:TagSession");
  });

  test("lets a role on the way be assumed without SourceIdentity where the last one takes none", async () => {
    const hop = await newRole("Hop");
    const { id: sourceId } = await addSource(owner, { kind: "role", name: "Through the hop", roleId: hop });
    expect((await printed(hop)).notes).not.toContain("source_identity_optional");
    const last = await newRole("Nameless", { sourceId, sourceIdentity: false });
    const view = await printed(hop);
    expect(view.notes).toContain("source_identity_optional");
    expect(
      statements(view.trust.json).map((each: { Action: string; Condition?: object }) => each.Condition),
    ).toEqual([undefined, undefined]);
    expect((await printed(last)).notes).toContain("source_identity_not_sent");
    expect((await printed(last)).trust.json).not.toContain("SourceIdentity");
  });

  test("of a web identity names the provider in the role's account, and no policy of the portal's side", async () => {
    const { id: sourceId } = await addSource(owner, { kind: "web_identity", name: "Tokens" });
    const roleId = await newRole("Web", { sourceId, externalId: "not-for-tokens", requiresMfa: true });
    const view = await printed(roleId);
    const host = new URL(testOrigin).host;
    expect(view.principal).toEqual({
      kind: "federated",
      arn: `arn:aws:iam::${AWAY}:oidc-provider/${host}`,
      issuer: testOrigin,
      audience: "sts.amazonaws.com",
    });
    expect(view.notes).toEqual([
      "external_id_not_for_web_identity",
      "mfa_not_for_web_identity",
      "issuer_not_public",
    ]);
    expect(view.identity).toBeNull();
    expect(view.trust.cliProvider).toContain(testOrigin);
    expect(view.trust.json).not.toContain("not-for-tokens");
  });

  test("is not printed while AWS does not know the source, and says why", async () => {
    const { id: sourceId } = await addSource(owner, {
      kind: "access_key",
      name: "Gone",
      accessKeyId: ADA_KEY.id,
      secretAccessKey: ADA_KEY.secret,
    });
    const roleId = await newRole("BehindGone", { sourceId });
    expect((await printed(roleId)).source).toEqual({ kind: "access_key", name: "Gone" });
    const { sealedKey } = await db().credentialSource.findUniqueOrThrow({ where: { id: sourceId } });
    await db().credentialSource.update({
      where: { id: sourceId },
      data: { sealedKey: `${sealedKey?.slice(0, -6)}AAAAAA` },
    });
    const view = await printTrust(owner, roleId);
    expect(view).toMatchObject({ ok: false, code: "sealed_secret_unreadable" });
    expect(JSON.stringify(view)).not.toContain(HOME);
  });

  test("is not printed for a source that has no credentials", async () => {
    const at = new Date();
    const source = { name: "Lost", nameKey: "lost", kind: "profile", profile: "nothing-here" };
    await db().credentialSource.create({ data: { id: "lost", ...source, createdAt: at, updatedAt: at } });
    const view = await printTrust(owner, await newRole("BehindLost", { sourceId: "lost" }));
    expect(view).toMatchObject({
      ok: false,
      code: "aws_profile_unknown",
      source: { kind: "profile", name: "Lost" },
    });
  });

  test("of a role session names its role, with the path that the catalogue knows", async () => {
    const command = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${HOME}:role/Bridge`,
      RoleSessionName: "the-portal",
    });
    const session = keysOf(await stsClient(aws.sandbox().url).send(command));
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken,
    });
    const { id: sourceId } = await addSource(owner, { kind: "environment", name: "Environment" });
    const roleId = await newRole("BehindSession", { sourceId, requiresMfa: true });
    const before = await printed(roleId);
    expect(before.principal).toEqual({ kind: "role", arn: `arn:aws:iam::${HOME}:role/Bridge` });
    expect(before.notes).toEqual(["external_id_missing", "mfa_not_from_role", "principal_path_unknown"]);
    const withPath = `arn:aws:iam::${HOME}:role/apps/Bridge`;
    await addRole(owner, { reference: withPath });
    const after = await printed(roleId);
    expect(after.principal).toEqual({ kind: "role", arn: withPath });
    expect(after.notes).not.toContain("principal_path_unknown");
    expect(after.identity?.cli).toContain("put-role-policy");
  });
});
