import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { listAssignmentsPage } from "#lib/assignments/list-assignments-page.ts";
import { canonicalJson } from "#lib/audit/chain.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addAccount } from "./add-account.ts";
import { addRole } from "./add-role.ts";
import { changeAccount } from "./change-account.ts";
import { changeRoles } from "./change-roles.ts";
import { listAccountsPage } from "./list-accounts-page.ts";
import { listRolesPage } from "./list-roles-page.ts";
import { removeAccount } from "./remove-account.ts";
import { removeRole } from "./remove-role.ts";
import { removeRoles } from "./remove-roles.ts";
import { restoreRoles } from "./restore-roles.ts";

testDatabase();

let owner: Viewer;
let admin: Viewer;
let member: Viewer;
let notManagers: Viewer[];
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
  member = await addViewer("member");
  notManagers = [member, await addViewer("auditor")];
});

let accounts = 0;
const freshAccountId = () => {
  accounts += 1;
  return String(500_000_000_000 + accounts);
};
async function freshRoles(names: readonly string[], more: object = {}) {
  const accountId = freshAccountId();
  const roles = [];
  for (const roleName of names) roles.push(await addRole(owner, { accountId, roleName, ...more }));
  return { accountId, roles, roleIds: roles.map((role) => role.id) };
}
const listed = async (account: string) => (await listRolesPage(owner, { account })).items;

test("many roles change alike in one go, each with its event, and those that are so already stay untouched", async () => {
  const { accountId, roleIds } = await freshRoles(["A", "B", "C"]);
  const [first] = roleIds;
  await changeRoles(owner, { roleIds: [first], maxDurationSeconds: 7200, requiresMfa: true });
  const before = await lastSequence();
  const change = { maxDurationSeconds: 7200, requiresMfa: true };
  const answer = await changeRoles(admin, { roleIds, ...change });
  expect(answer).toMatchObject({ unchanged: 1, reach: { gained: 0, lost: 0 } });
  expect(answer.changed.map((role) => role.label)).toEqual(["B", "C"]);
  expect((await eventsAfter(before)).map(({ event, roleId }) => [event, roleId])).toEqual(
    roleIds.slice(1).map((id) => ["role.changed", id]),
  );
  for (const role of await listed(accountId)) expect(role).toMatchObject(change);
});

test("tags are set and taken off, and assignments by tag follow at once", async () => {
  const { accountId, roleIds } = await freshRoles(["A", "B"], { tags: { team: "web", env: "dev" } });
  await addAssignment(owner, { personId: member.personId, tag: { key: "stage", value: "green" } });
  const gain = await changeRoles(owner, { roleIds, addTags: { stage: "green" }, removeTags: ["env"] });
  expect(gain.reach).toEqual({ gained: 1, lost: 0 });
  for (const role of await listed(accountId))
    expect(role).toMatchObject({ ownTags: { team: "web", stage: "green" }, assignments: 1 });
  expect((await changeRoles(owner, { roleIds, removeTags: ["stage"] })).reach).toEqual({
    gained: 0,
    lost: 1,
  });
  for (const role of await listed(accountId))
    expect(role).toMatchObject({ ownTags: { team: "web" }, assignments: 0 });
});

test("a preview says what the change says and changes nothing", async () => {
  const { roleIds } = await freshRoles(["A", "B"]);
  const person = await addViewer("member");
  await addAssignment(owner, { personId: person.personId, tag: { key: "preview", value: "yes" } });
  await addAssignment(owner, { personId: person.personId, roleId: roleIds[0] });
  const stored = await everythingStored();
  const change = { roleIds, addTags: { preview: "yes" } };
  const preview = await changeRoles(owner, { ...change, dryRun: true });
  const removal = await removeRoles(owner, { roleIds, dryRun: true });
  expect(await everythingStored()).toBe(stored);
  expect(removal.assignments).toHaveLength(1);
  expect(await changeRoles(owner, change)).toEqual(preview);
  expect(preview.reach).toEqual({ gained: 1, lost: 0 });
});

test("a source is set for many, and one that loops is refused for all", async () => {
  const { roleIds, accountId } = await freshRoles(["A", "B"]);
  const through = await addSource(owner, { kind: "role", name: "Through B", roleId: roleIds[1] });
  await expectRefused(() => changeRoles(owner, { roleIds, sourceId: through.id }), "source_chain_loops");
  await changeRoles(owner, { roleIds: roleIds.slice(0, 1), sourceId: through.id });
  expect((await listed(accountId)).map((role) => role.source.name)).toEqual(["Through B", "default"]);
});

test("bulk changes refuse what is wrong, and whoever is no manager", async () => {
  const { roleIds } = await freshRoles(["A"]);
  const wrong = (more: object) => () => changeRoles(owner, { roleIds, ...more });
  await expectRefused(wrong({ roleIds: [...roleIds, "nobody"] }), "role_not_found");
  await expectRefused(wrong({ maxDurationSeconds: 1 }), "duration_out_of_range");
  await expectRefused(wrong({ sourceId: "none" }), "source_not_found");
  await expectRefused(wrong({ addTags: { 'a"b': "c" } }), "tag_key_malformed");
  await expectRefused(() => removeRoles(owner, { roleIds: [...roleIds, "x"] }), "role_not_found");
  await expectNotAllowed(notManagers, (viewer) => changeRoles(viewer, { roleIds }));
  await expectNotAllowed(notManagers, (viewer) => removeRoles(viewer, { roleIds }));
  await expectNotAllowed(notManagers, (viewer) => restoreRoles(viewer, { roleIds }));
  await expectNotAllowed(notManagers, (viewer) => addAccount(viewer, { accountId: "1" }));
  await expectNotAllowed(notManagers, (viewer) => removeAccount(viewer, "1"));
});

test("what a removal takes away, its undo brings back: roles, assignments and their terms", async () => {
  const { accountId, roleIds } = await freshRoles(["A", "B"], { tags: { team: "data" }, note: "kept" });
  await addAssignment(owner, { personId: member.personId, tag: { key: "team", value: "data" } });
  const terms = { console: false, maxDurationSeconds: 1800, requiresReason: true };
  await addAssignment(owner, { personId: member.personId, roleId: roleIds[0], ...terms });
  const before = await listed(accountId);
  const removed = await removeRoles(owner, { roleIds });
  expect(removed.roles.map((role) => role.id)).toEqual(roleIds);
  expect(await listed(accountId)).toEqual([]);
  const assignments = removed.assignments.flatMap(({ principal, target, ...kept }) => {
    const { console, credentials, maxDurationSeconds, startsAt, expiresAt, requiresReason, managedBy } = kept;
    if (target.kind !== "role") return [];
    const whom = principal.kind === "person" ? { personId: principal.id } : { groupId: principal.id };
    const said = { console, credentials, maxDurationSeconds, startsAt, expiresAt, requiresReason, managedBy };
    return [{ ...whom, roleId: target.role.id, ...said }];
  });
  const from = await lastSequence();
  expect(await restoreRoles(owner, { roleIds, assignments })).toEqual({ roles: 2, assignments: 1 });
  expect((await eventsAfter(from)).map((event) => event.event)).toEqual([
    "role.restored",
    "role.restored",
    "assignment.added",
  ]);
  const steady = (roles: typeof before) => roles.map(({ updatedAt: _, ...role }) => role);
  expect(steady(await listed(accountId))).toEqual(steady(before));
  const { items } = await listAssignmentsPage(owner, { roleId: roleIds[0] ?? "" });
  // Others reach the role by what they name.
  expect(items.filter(({ target }) => target.kind === "role")).toMatchObject([terms]);
});

test("an undo leaves out whose group is gone, and refuses an ARN that was added anew or a role that is not removed", async () => {
  const { roles, roleIds, accountId } = await freshRoles(["A"]);
  await expectRefused(() => restoreRoles(owner, { roleIds }), "role_not_found");
  await removeRoles(owner, { roleIds });
  const gone = {
    groupId: "gone",
    roleId: roleIds[0],
    console: true,
    credentials: true,
    maxDurationSeconds: null,
  };
  const assignments = [{ ...gone, startsAt: null, expiresAt: null, requiresReason: false }];
  expect(await restoreRoles(owner, { roleIds, assignments })).toEqual({ roles: 1, assignments: 0 });
  await removeRoles(owner, { roleIds });
  const again = await addRole(owner, { reference: roles[0]?.arn });
  await expectRefused(() => restoreRoles(owner, { roleIds }), "role_exists");
  expect((await listed(accountId)).map((role) => role.id)).toEqual([again.id]);
});

test("an account is added without roles and removed again", async () => {
  const accountId = freshAccountId();
  const asked = { accountId: `${accountId.slice(0, 4)}-${accountId.slice(4, 8)}-${accountId.slice(8)}` };
  const { answer, event } = await withEvent(() =>
    addAccount(admin, { ...asked, tags: { env: "dev" }, ouPath: "/Workloads" }),
  );
  expect(event).toMatchObject({ event: "account.added", outcome: "done", accountId });
  expect(answer).toMatchObject({ accountId, name: accountId, tags: { env: "dev" }, ouPath: "/Workloads" });
  const { items } = await listAccountsPage(owner, { account: accountId });
  expect(items).toMatchObject([{ ...answer, roles: 0, sourceName: null, managedBy: null }]);
  await expectRefused(() => addAccount(owner, { accountId }), "account_exists");
  await expectRefused(() => addAccount(owner, { accountId: "12" }), "account_id_malformed");
  await expectRefused(() => addAccount(owner, { accountId, partition: "moon" }), "partition_unknown");
  const removal = await withEvent(() => removeAccount(owner, answer.id));
  expect(removal.event).toMatchObject({ event: "account.removed", accountId });
  await expectRefused(() => removeAccount(owner, answer.id), "account_not_found");
});

test("an account that is used stays; what its removed roles left goes with it", async () => {
  const { accountId, roles, roleIds } = await freshRoles(["A"]);
  const id = roles[0]?.catalogueAccountId ?? "";
  await db().bookmark.create({
    data: {
      personId: member.personId,
      roleId: roleIds[0] ?? "",
      pinned: true,
      position: 1,
      updatedAt: new Date(),
    },
  });
  await expectRefused(() => removeAccount(owner, id), "account_in_use");
  await removeRole(owner, roleIds[0] ?? "");
  const assigned = await addAssignment(owner, { personId: member.personId, awsAccountId: id });
  await expectRefused(() => removeAccount(owner, id), "account_in_use");
  await db().assignment.delete({ where: { id: assigned.id } });
  await db().target.deleteMany({ where: { awsAccountId: id } });
  await removeAccount(owner, id);
  expect((await listAccountsPage(owner, { account: accountId })).items).toEqual([]);
});

test("a preview of an account's tags says which assignments it touches", async () => {
  const { roles } = await freshRoles(["A", "B"]);
  const id = roles[0]?.catalogueAccountId ?? "";
  await addAssignment(owner, { personId: member.personId, tag: { key: "tier", value: "one" } });
  const stored = await everythingStored();
  const preview = await changeAccount(owner, id, { tags: { tier: "one" }, dryRun: true });
  expect(preview).toMatchObject({ tags: { tier: "one" }, reach: { gained: 1, lost: 0 } });
  expect(await everythingStored()).toBe(stored);
  expect(await changeAccount(owner, id, { tags: { tier: "one" } })).toEqual(preview);
  expect(await changeAccount(owner, id, { tags: {} })).toMatchObject({ reach: { gained: 0, lost: 1 } });
});

test("1,000 roles with an assignment each change, go and come back at once", async () => {
  const { id: awsAccountId, accountId } = await addAccount(owner, { accountId: freshAccountId() });
  const rows = Array.from({ length: 1000 }, (_, index) => {
    const [id, arn] = [randomUUID(), `arn:aws:iam::${accountId}:role/Many${index}`];
    const about = { roleName: `Many${index}`, label: `Many${index}`, maxDurationSeconds: 3600, note: "" };
    return { id, awsAccountId, arn, arnKey: arn, ...about, createdAt: now(), updatedAt: now() };
  });
  await db().awsRole.createMany({ data: rows });
  const roleIds = rows.map((row) => row.id);
  const targets = roleIds.map((roleId) => ({
    id: randomUUID(),
    roleId,
    key: canonicalJson({ role: roleId }),
  }));
  await db().target.createMany({ data: targets });
  await db().targetRole.createMany({ data: targets.map(({ id, roleId }) => ({ roleId, targetId: id })) });
  const { personId } = member;
  const terms = { principalId: personId, personId, console: true, credentials: true };
  await db().assignment.createMany({
    data: targets.map(({ id }) => ({
      id: randomUUID(),
      targetId: id,
      ...terms,
      createdAt: now(),
      updatedAt: now(),
    })),
  });
  const { changed } = await changeRoles(owner, { roleIds, addTags: { many: "yes" } });
  expect(changed).toHaveLength(1000);
  const { roles, assignments } = await removeRoles(owner, { roleIds });
  expect([roles.length, assignments.length]).toEqual([1000, 1000]);
  const back = assignments.map(({ target, maxDurationSeconds, startsAt, expiresAt, requiresReason }) => ({
    personId,
    roleId: target.kind === "role" ? target.role.id : "",
    ...{ console: true, credentials: true, maxDurationSeconds, startsAt, expiresAt, requiresReason },
  }));
  expect(await restoreRoles(owner, { roleIds, assignments: back })).toEqual({
    roles: 1000,
    assignments: 1000,
  });
});
