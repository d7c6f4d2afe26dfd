import { beforeAll, expect, test } from "vitest";
import { changeAssignment } from "#lib/assignments/change-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeAccount } from "#lib/catalogue/change-account.ts";
import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { ownKeysKinds } from "#lib/credentials/own-keys/own-keys-kinds.ts";
import { db } from "#lib/db/client.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testExternalId, testRoleArn } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectRefused } from "#lib/testing/verb-promises.ts";
import { listOwnKeyBlocks } from "./list-own-key-blocks.ts";

const aws = testAws();
testDatabase();

let owner: Viewer;
let member: Viewer;
let roleId = "";
let accountRowId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  member = await addViewer("member");
  const { role } = await assignNewRole(owner, member, testRoleArn("NeedsExternalId"), {
    role: { label: "Desk", region: "eu-west-1", maxDurationSeconds: 43_200 },
    assignment: { maxDurationSeconds: 7200 },
    externalId: testExternalId,
  });
  roleId = role.id;
  accountRowId = role.catalogueAccountId;
  await changeAccount(owner, accountRowId, { name: "Away · shop", color: "#1f7a4d" });
});

const ask = (viewer: Viewer, input: unknown = {}, id = roleId) => listOwnKeyBlocks(viewer, id, input);
const textOf = async (kind: string, input: unknown = {}) =>
  (await ask(member, input)).blocks.find((block) => block.kind === kind)?.text;

test("writes down the role in every way, with its ExternalId and the viewer's own session name", async () => {
  const view = await ask(member, { sourceProfile: "work" });
  expect(view).toMatchObject({ profileName: "away-shop-needsexternalid", requiresMfa: false });
  expect(view.blocks.map(({ kind }) => kind)).toEqual(ownKeysKinds);
  expect(await textOf("config-source-profile", { sourceProfile: "work", mfaSerial: "" })).toBe(
    `[profile away-shop-needsexternalid]
# 222222222222 NeedsExternalId
role_arn = ${testRoleArn("NeedsExternalId")}
role_session_name = ${member.sessionName}
external_id = ${testExternalId}
source_profile = work
duration_seconds = 7200
region = eu-west-1
`,
  );
});

test("the switch-role link is read back as the role, with its names and its account's colour", async () => {
  expect(parseRoleReference((await ask(member)).switchRoleUrl)).toMatchObject({
    arn: testRoleArn("NeedsExternalId"),
    displayName: "Away · shop / Desk",
    color: "#1f7a4d",
  });
});

test("an empty choice is none, and CodeCommit's region is chosen apart from the role's", async () => {
  expect(await textOf("config-source-profile", { sourceProfile: "" })).toContain(
    "\nsource_profile = default\n",
  );
  expect(await textOf("codecommit", { codeCommitRegion: "" })).toContain("git-codecommit.eu-west-1.");
  expect(await textOf("codecommit", { codeCommitRegion: "ap-northeast-1" })).toContain(
    "git-codecommit.ap-northeast-1.",
  );
});

test("a role that demands MFA is not offered to an instance or a task", async () => {
  const mfa = await assignNewRole(owner, member, testRoleArn("NeedsMfa"));
  await db().awsRole.update({ where: { id: mfa.role.id }, data: { requiresMfa: true } });
  const view = await ask(member, {}, mfa.role.id);
  expect(view.requiresMfa).toBe(true);
  expect(view.blocks.map(({ kind }) => kind)).not.toContain("config-instance-metadata");
  expect(view.blocks.map(({ kind }) => kind)).not.toContain("config-container");
});

test("mints nothing, asks AWS nothing and records nothing", async () => {
  const [sequence, calls] = [await lastSequence(), (await aws.calls()).length];
  await ask(member);
  expect(await eventsAfter(sequence)).toEqual([]);
  expect((await aws.calls()).length).toBe(calls);
});

test.each([
  [{ sourceProfile: "it's mine" }, "invalid_input"],
  [{ sourceProfile: "a\n[default]" }, "invalid_input"],
  [{ sourceProfile: "x".repeat(129) }, "invalid_input"],
  [{ sourceProfile: 1 }, "invalid_input"],
  [{ mfaSerial: "short" }, "mfa_serial_malformed"],
  [{ mfaSerial: "arn:aws:iam::111111111111:mfa/ada\nregion = x" }, "mfa_serial_malformed"],
  [{ codeCommitRegion: "cn-north-1" }, "region_unknown"],
  [{ codeCommitRegion: "$(id)" }, "region_unknown"],
  [{ nothing: "of ours" }, "invalid_input"],
])("refuses %j with %s", async (input, code) => {
  await expectRefused(() => ask(member, input), code);
});

test("refuses whoever issuing refuses, an owner too, and that is on record", async () => {
  const other = await assignNewRole(owner, member, testRoleArn("OneHour"));
  const before = await lastSequence();
  expect(await refusalCode(() => ask(owner))).toBe("role_not_assigned");
  expect(await refusalCode(() => ask(member, {}, "no-such-role"))).toBe("role_not_assigned");
  await changeAssignment(owner, other.assignment.id, { console: true, credentials: false });
  expect(await refusalCode(() => ask(member, {}, other.role.id))).toBe("use_not_assigned");
  await revokeAssignment(owner, other.assignment.id);
  expect(await refusalCode(() => ask(member, {}, other.role.id))).toBe("role_not_assigned");
  const refusals = (await eventsAfter(before)).filter(({ event }) => event === "role.assume.refused");
  expect(refusals.map(({ viewerId, fields }) => [viewerId, fields.code])).toEqual([
    [owner.personId, "role_not_assigned"],
    [member.personId, "role_not_assigned"],
    [member.personId, "use_not_assigned"],
    [member.personId, "role_not_assigned"],
  ]);
});
