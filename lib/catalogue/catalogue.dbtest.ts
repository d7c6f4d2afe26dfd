import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { removeSource } from "#lib/sources/remove-source.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addRole } from "./add-role.ts";
import { changeAccount } from "./change-account.ts";
import { changeRole } from "./change-role.ts";
import { findCatalogueRole, listCatalogue } from "./list-catalogue.ts";
import { removeRole } from "./remove-role.ts";

testDatabase();

let owner: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
});

let accounts = 0;
const freshArn = (name = "Developer") => {
  accounts += 1;
  return `arn:aws:iam::${String(300_000_000_000 + accounts)}:role/${name}`;
};
const freshRole = () => addRole(owner, { reference: freshArn() });

test("an owner adds a role by its ARN, and the account with it", async () => {
  const reference = freshArn();
  const { answer, event } = await withEvent(() =>
    addRole(owner, { reference, accountName: "Payments", maxDurationSeconds: 900 }),
  );
  expect(answer).toMatchObject({ arn: reference, accountName: "Payments", maxDurationSeconds: 900 });
  expect(event).toMatchObject({
    event: "role.added",
    outcome: "done",
    viewerId: owner.personId,
    roleId: answer.id,
    roleArn: reference,
    accountId: answer.accountId,
  });
  const second = await addRole(owner, { reference: reference.replace("Developer", "Other") });
  expect(second.catalogueAccountId).toBe(answer.catalogueAccountId);
});

test("a switch-role link brings its name and colour, account id and role name do as well, a path stays", async () => {
  const link =
    "https://signin.aws.amazon.com/switchrole?roleName=team/Ops&account=300111111111&displayName=Ops%20desk&color=B7CA9D";
  expect(await addRole(owner, { reference: link })).toMatchObject({
    arn: "arn:aws:iam::300111111111:role/team/Ops",
    roleName: "Ops",
    label: "Ops desk",
    color: "#b7ca9d",
  });
  expect(
    await addRole(owner, { accountId: "3001-1111-1112", roleName: "a/b/Deep", partition: "aws-cn" }),
  ).toMatchObject({
    arn: "arn:aws-cn:iam::300111111112:role/a/b/Deep",
  });
});

test("whoever is not an owner adds, changes and removes nothing", async () => {
  const role = await freshRole();
  await expectNotAllowed([member, auditor], (viewer) => addRole(viewer, { reference: freshArn() }));
  await expectNotAllowed([member, auditor], (viewer) => changeRole(viewer, role.id, { label: "mine" }));
  await expectNotAllowed([member, auditor], (viewer) => removeRole(viewer, role.id));
  await expectNotAllowed([member, auditor], (viewer) =>
    changeAccount(viewer, role.catalogueAccountId, { name: "mine" }),
  );
});

test.each([
  ["arn:aws:iam::1234567890123:role/Developer", "account_id_malformed"],
  ["arn:aws:iam::12345678901:role/Developer", "account_id_malformed"],
  ["arn:aws:iam:: 123456789012:role/Developer", "account_id_malformed"],
  ["arn:aws:s3:::a-bucket", "not_a_role_arn"],
  ["arn:aws:iam::123456789012:user/ada", "not_a_role_arn"],
  ["arn:aws:iam::123456789012:root", "not_a_role_arn"],
  ["arn:aws:lambda:us-east-1:123456789012:function:f", "not_a_role_arn"],
  ["arn:aws-moon:iam::123456789012:role/Developer", "partition_unknown"],
  [`arn:aws:iam::123456789012:role/${"x".repeat(2018)}`, "role_reference_too_long"],
  ["arn:aws:iam::123456789012:role/Dev eloper", "role_name_malformed"],
  [`arn:aws:iam::123456789012:role/${"x".repeat(65)}`, "role_name_malformed"],
  ["arn:aws:iam::123456789012:role/", "role_name_malformed"],
  ["my-company/Developer", "account_alias_unsupported"],
  ["", "role_arn_malformed"],
  ["https://evil.example.com/switchrole?account=123456789012&roleName=A", "switch_role_link_malformed"],
])("refuses the reference %.60s with %s", async (reference, code) => {
  await expectRefused(async () => addRole(owner, { reference }), code);
});

test("the longest reference that is refused for its length has 2,049 characters", async () => {
  const arn = (length: number) => "arn:aws:iam::123456789012:role/".padEnd(length, "x");
  expect(await refusalCode(() => addRole(owner, { reference: arn(2049) }))).toBe("role_reference_too_long");
  expect(await refusalCode(() => addRole(owner, { reference: arn(2048) }))).toBe("role_name_malformed");
});

const badFields: [object, string][] = [
  [{ maxDurationSeconds: 899 }, "duration_out_of_range"],
  [{ maxDurationSeconds: 43_201 }, "duration_out_of_range"],
  [{ maxDurationSeconds: 3600.5 }, "duration_out_of_range"],
  [{ maxDurationSeconds: "3600" }, "invalid_input"],
  [{ destination: "https://evil.example.com/" }, "destination_refused"],
  [{ destination: "http://console.aws.amazon.com/" }, "destination_refused"],
  [{ destination: "https://console.amazonaws.cn/" }, "destination_refused"],
  [{ region: "cn-north-1" }, "region_unknown"],
  [{ region: "nowhere" }, "region_unknown"],
  [{ color: "red" }, "color_malformed"],
  [{ color: "#12345" }, "color_malformed"],
  [{ label: "two\nlines" }, "invalid_input"],
  [{ label: "x".repeat(101) }, "invalid_input"],
  [{ note: "x".repeat(501) }, "invalid_input"],
  [{ sourceIdentity: "yes" }, "invalid_input"],
  [{ arn: "arn:aws:iam::123456789012:role/Other" }, "invalid_input"],
  [{ id: "chosen-by-the-client" }, "invalid_input"],
];

test.each(badFields)("refuses %j with %s when adding and when changing", async (fields, code) => {
  const role = await freshRole();
  await expectRefused(async () => addRole(owner, { reference: freshArn(), ...fields }), code);
  await expectRefused(async () => changeRole(owner, role.id, fields), code);
});

test("refuses a role that is there already, and adds it once for two who add it at once", async () => {
  const reference = freshArn();
  const codes = await Promise.all(
    Array.from({ length: 8 }, () => refusalCode(() => addRole(owner, { reference }))),
  );
  expect(codes.filter((code) => code === "none")).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(["none", "role_exists"]));
  await expectRefused(async () => addRole(owner, { reference }), "role_exists");
});

test("refuses ids of nothing", async () => {
  for (const id of ["no-such-id", "", "' OR 1=1 --", "x".repeat(3000)]) {
    await expectRefused(async () => changeRole(owner, id, { label: "x" }), "role_not_found");
    await expectRefused(async () => removeRole(owner, id), "role_not_found");
    await expectRefused(async () => changeAccount(owner, id, { name: "x" }), "account_not_found");
    await expectRefused(async () => findCatalogueRole(owner, id), "role_not_found");
  }
});

test("an owner changes a role; null clears, the ARN stays, an empty label is the role's name", async () => {
  const role = await freshRole();
  const full = {
    label: "Label",
    color: "#AABBCC",
    region: "eu-west-1",
    destination: "/cloudwatch/home",
    maxDurationSeconds: 43_200,
    note: "note",
    sourceIdentity: false,
  };
  const { answer, event } = await withEvent(() => changeRole(owner, role.id, full));
  expect(answer).toMatchObject({ ...full, color: "#aabbcc", arn: role.arn });
  expect(event).toMatchObject({ event: "role.changed", roleId: role.id, roleArn: role.arn });
  const cleared = await changeRole(owner, role.id, {
    label: "",
    color: null,
    region: null,
    destination: null,
  });
  expect(cleared).toMatchObject({
    label: "Developer",
    color: null,
    region: null,
    destination: null,
    note: "note",
  });
});

test("a removed role is gone with its assignments, keeps its history, and can be added again", async () => {
  const role = await freshRole();
  await addAssignment(owner, { personId: member.personId, roleId: role.id });
  const { event } = await withEvent(() => removeRole(owner, role.id));
  expect(event).toMatchObject({ event: "role.removed", roleId: role.id, fields: { assignmentsRevoked: 1 } });
  expect(await db().assignment.count({ where: { target: { roleId: role.id } } })).toBe(0);
  await expectRefused(async () => removeRole(owner, role.id), "role_not_found");
  await expectRefused(async () => changeRole(owner, role.id, {}), "role_not_found");
  const again = await addRole(owner, { reference: role.arn });
  expect(again.id).not.toBe(role.id);
  await removeRole(owner, again.id);
  expect((await addRole(owner, { reference: role.arn })).arn).toBe(role.arn);
});

test("an owner changes an account's name and colour", async () => {
  const role = await freshRole();
  const { answer, event } = await withEvent(() =>
    changeAccount(owner, role.catalogueAccountId, { name: " Renamed ", color: "AABBCC" }),
  );
  expect(answer).toMatchObject({ name: "Renamed", color: "#aabbcc" });
  expect(event).toMatchObject({ event: "account.changed", accountId: role.accountId });
  for (const [fields, code] of [
    [{ color: "blue" }, "color_malformed"],
    [{ name: "" }, "invalid_input"],
    [{ name: "a\u0007b" }, "invalid_input"],
    [{ accountId: "111111111111" }, "invalid_input"],
  ] as const)
    await expectRefused(async () => changeAccount(owner, role.catalogueAccountId, fields), code);
});

test("owners and auditors see the whole catalogue, members what is assigned to them now, nobody an external id", async () => {
  const role = await freshRole();
  await db().awsRole.update({ where: { id: role.id }, data: { externalId: "canary-external-id" } });
  const idsFor = async (viewer: Viewer) => (await listCatalogue(viewer)).map((shown) => shown.id);
  expect(await idsFor(owner)).toContain(role.id);
  expect(await idsFor(auditor)).toEqual(await idsFor(owner));
  expect(await idsFor(member)).not.toContain(role.id);
  expect(await refusalCode(findCatalogueRole(member, role.id))).toBe("role_not_found");
  await addAssignment(owner, { personId: member.personId, roleId: role.id });
  expect(await idsFor(member)).toContain(role.id);
  expect(await findCatalogueRole(member, role.id)).toMatchObject({ id: role.id });
  await db().assignment.updateMany({
    where: { target: { roleId: role.id } },
    data: { expiresAt: new Date(Date.now() - 60_000) },
  });
  expect(await idsFor(member)).not.toContain(role.id);
  for (const viewer of [owner, auditor, member])
    expect(JSON.stringify(await listCatalogue(viewer))).not.toContain("canary");
});

test("a role that a credential source goes through stays until nothing does", async () => {
  const role = await freshRole();
  const source = await addSource(owner, {
    kind: "role",
    name: `Through ${role.arn}`.slice(0, 60),
    roleId: role.id,
  });
  await expectRefused(async () => removeRole(owner, role.id), "role_in_use");
  await removeSource(owner, source.id);
  await removeRole(owner, role.id);
});
