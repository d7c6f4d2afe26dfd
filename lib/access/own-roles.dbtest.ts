import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { changeAssignment } from "#lib/assignments/change-assignment.ts";
import { listAssignmentsPage } from "#lib/assignments/list-assignments-page.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { forgetIdentity } from "#lib/aws/identify.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { findCatalogueRole, listCatalogue } from "#lib/catalogue/list-catalogue.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { addOwnRoleRule } from "#lib/own-roles/add-own-role-rule.ts";
import { listOwnRoleRules, listOwnRoles, listWhatMayBeAdded } from "#lib/own-roles/list-own-role-rules.ts";
import { removeOwnRole } from "#lib/own-roles/remove-own-role.ts";
import { removeOwnRoleRule } from "#lib/own-roles/remove-own-role-rule.ts";
import { shareOwnRole } from "#lib/own-roles/share-own-role.ts";
import { listPeoplePage } from "#lib/people/list-people-page.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { removeSource } from "#lib/sources/remove-source.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { HOME } from "../../sandbox/testing/small-world.ts";
import { addOwnRole } from "./add-own-role.ts";
import { type IssuedCredentials, issueCredentials } from "./issue-credentials.ts";
import { listPickerRoles } from "./list-picker-roles.ts";
import { listReachOfPerson } from "./list-reach-of-person.ts";
import { previewAssignments } from "./preview-assignments.ts";

const aws = testAws();
testDatabase();

let owner: Viewer;
let admin: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
  auditor = await addViewer("auditor");
});
beforeEach(async () => {
  member = await addViewer("member");
  for (const rule of await listOwnRoleRules(owner)) await removeOwnRoleRule(owner, rule.id);
});

const account = testRoleArn("Developer").split(":")[4] ?? "";
const rule = (fields: object = {}) =>
  addOwnRoleRule(owner, { accountPattern: account, roleNamePattern: "*", ...fields });
const add = (viewer: Viewer, name: string, fields: object = {}) =>
  addOwnRole(viewer, { reference: testRoleArn(name), ...fields });

describe("a role of one's own", () => {
  test("is refused to everybody while there is no rule, owners too", async () => {
    expect(await listWhatMayBeAdded(member)).toEqual([]);
    for (const viewer of [member, admin, owner])
      await expectRefused(async () => add(viewer, "Developer"), "own_role_refused");
    await expectNotAllowed([auditor], (viewer) => add(viewer, "Developer"));
  });

  test("that a rule lets in is assumed by whoever added it, and known to nobody else", async () => {
    await rule({ maxDurationSeconds: 1800 });
    const before = await lastSequence();
    const { id } = await add(member, "Developer", { label: "Mine", region: "eu-west-1" });
    expect((await eventsAfter(before)).map(({ event, viewerId }) => [event, viewerId])).toEqual([
      ["role.added", member.personId],
      ["assignment.added", member.personId],
    ]);
    const answer = await issueCredentials(member, { roleId: id, durationSeconds: 7200 });
    expect(answer).toMatchObject({ json: { arn: testRoleArn("Developer"), durationSeconds: 1800 } });
    expect(await listPickerRoles(member)).toMatchObject([{ id, label: "Mine", own: true }]);
    const other = await addViewer("member");
    await expectRefused(async () => findCatalogueRole(other, id), "role_not_found");
    await expectRefused(async () => findCatalogueRole(owner, id), "role_not_found");
    expect((await listCatalogue(owner)).map((role) => role.id)).not.toContain(id);
    expect(await listOwnRoles(auditor)).toMatchObject([{ id, owner: { id: member.personId } }]);
    await expectNotAllowed([member], (viewer) => listOwnRoles(viewer));
    // Nor can it be handed on, changed or gone through as the team's roles can.
    const assigning = () => addAssignment(owner, { personId: other.personId, roleId: id });
    await expectRefused(async () => assigning(), "role_not_found");
    await expectRefused(async () => changeRole(owner, id, { note: "x" }), "role_not_found");
    await expectRefused(async () => removeRole(owner, id), "role_not_found");
    const through = () => addSource(owner, { kind: "role", name: "Through it", roleId: id });
    await expectRefused(async () => through(), "role_not_found");
  });

  test("is reached by nothing that is assigned by account, name or tag, until it is shared", async () => {
    await rule();
    const { id } = await add(member, "Developer");
    const other = await addViewer("member");
    await addAssignment(owner, { personId: other.personId, roleNamePattern: "Dev*" });
    await expectRefused(async () => findCatalogueRole(other, id), "role_not_found");
    expect(await listPickerRoles(other)).toEqual([]);
    await expectNotAllowed([member, auditor], (viewer) => shareOwnRole(viewer, id));
    const { event } = await withEvent(() => shareOwnRole(admin, id));
    expect(event).toMatchObject({ event: "role.shared", roleId: id, subjectId: member.personId });
    expect(await listPickerRoles(other)).toMatchObject([{ id, own: false }]);
    expect(await listPickerRoles(member)).toMatchObject([{ id, own: false }]);
    await expectRefused(async () => removeOwnRole(member, id), "role_not_found");
    await expectRefused(async () => shareOwnRole(admin, id), "role_not_found");
    await removeRole(owner, id);
  });

  test("tells nobody whether the team's catalogue has the same role", async () => {
    await rule();
    const team = await addRole(owner, { reference: testRoleArn("OneHour") });
    const { id } = await add(member, "OneHour");
    expect(id).not.toBe(team.id);
    await expectRefused(async () => add(member, "OneHour"), "role_exists");
    await expectRefused(async () => shareOwnRole(owner, id), "role_exists");
    const other = await addViewer("member");
    expect((await add(other, "OneHour")).id).not.toBe(id);
  });

  test("must fit account, name and path of a rule", async () => {
    await rule({ accountPattern: `${account.slice(0, 11)}?`, roleNamePattern: "One*" });
    await add(member, "OneHour");
    for (const reference of [
      testRoleArn("Developer"),
      testRoleArn("OneHour").replace(account, HOME),
      testRoleArn("OneHour").replace("arn:aws:", "arn:aws-cn:"),
      testRoleArn("team/OneHour"),
      testRoleArn("oneHour"),
    ])
      await expectRefused(async () => addOwnRole(member, { reference }), "own_role_refused", reference);
    await rule({ roleNamePattern: "team/*" });
    await add(member, "team/nested/WithPath");
    for (const [fields, code] of [
      [{ externalId: "!" }, "external_id_malformed"],
      [{ sourceId: "x" }, "invalid_input"],
      [{ maxDurationSeconds: 43_200 }, "invalid_input"],
      [{ ownerId: owner.personId }, "invalid_input"],
      [{ sessionPolicy: "{}" }, "invalid_input"],
      [{ region: "nowhere-1" }, "region_unknown"],
    ] as const)
      await expectRefused(async () => add(member, "OneHour", fields), code, JSON.stringify(fields));
  });

  test("is never the portal itself: its own role, or one that a source goes through", async () => {
    await rule({ accountPattern: "*" });
    const bridge = await addRole(owner, { reference: `arn:aws:iam::${HOME}:role/Bridge` });
    const source = await addSource(owner, { kind: "role", name: "Bridge", roleId: bridge.id });
    for (const reference of [
      `arn:aws:iam::${HOME}:role/Bridge`,
      `arn:aws:iam::${HOME}:role/some/path/Bridge`,
    ])
      await rule({ accountPattern: "*", roleNamePattern: "some/*" }).then(() =>
        expectRefused(async () => addOwnRole(member, { reference }), "own_role_is_portal", reference),
      );
    await removeSource(owner, source.id);
    const { id } = await addOwnRole(member, { reference: `arn:aws:iam::${HOME}:role/Bridge` });
    const issued = await issueCredentials(member, { roleId: id });
    await removeOwnRole(member, id);
    const before = { ...process.env };
    // From now on one of the portal's sources is a session of that role.
    Object.assign(process.env, environmentOf(issued));
    const session = await addSource(owner, { kind: "environment", name: "A session" });
    await expectRefused(
      async () => addOwnRole(member, { reference: `arn:aws:iam::${HOME}:role/Bridge` }),
      "own_role_is_portal",
    );
    process.env = before;
    await removeSource(owner, session.id);
  });

  test("is not added while AWS does not say who the portal is", async () => {
    await rule();
    forgetIdentity({ kind: "default" });
    await aws.fault("sts", "503");
    await expectRefused(async () => add(member, "Developer"), "aws_unavailable");
    await aws.clearFaults();
    forgetIdentity({ kind: "default" });
    await add(member, "Developer");
  });

  test("goes with the rule that let it in, unless another does", async () => {
    const wide = await rule();
    await rule({ roleNamePattern: "One*" });
    const kept = await add(member, "OneHour");
    const gone = await add(member, "Developer");
    await expectNotAllowed([admin, auditor, member], (viewer) => removeOwnRoleRule(viewer, wide.id));
    expect(await removeOwnRoleRule(owner, wide.id)).toEqual({ rolesRemoved: 1 });
    expect((await listPickerRoles(member)).map((role) => role.id)).toEqual([kept.id]);
    await expectRefused(async () => removeOwnRole(member, gone.id), "role_not_found");
    await expectRefused(async () => removeOwnRoleRule(owner, wide.id), "own_role_rule_not_found");
  });

  test("goes with its rule where the one that is left has another source or a shorter maximum", async () => {
    const source = await addSource(owner, { kind: "environment", name: "Strong" });
    for (const stronger of [{ sourceId: source.id }, { maxDurationSeconds: 7200 }]) {
      const first = await rule(stronger);
      const left = await rule({ maxDurationSeconds: 3600 });
      await add(member, "Developer");
      expect(await removeOwnRoleRule(owner, first.id)).toEqual({ rolesRemoved: 1 });
      await removeOwnRoleRule(owner, left.id);
    }
    await removeSource(owner, source.id);
  });

  test("has an assignment that is no one's to list, change or revoke, but with the role", async () => {
    await rule();
    const { id } = await add(member, "Developer");
    const { id: assignmentId } = await db().assignment.findFirstOrThrow({
      where: { personId: member.personId, target: { roleId: id } },
    });
    const { items } = await listAssignmentsPage(owner, { personId: member.personId });
    expect(items.map((item) => item.id)).not.toContain(assignmentId);
    expect(await listPeoplePage(owner, { q: member.sessionName })).toMatchObject({
      items: [{ assignments: 0 }],
    });
    const reach = await listReachOfPerson(auditor, member.personId);
    expect(reach.items.map(({ role }) => role)).toMatchObject([{ id, own: true }]);
    const gone = "assignment_not_found";
    await expectRefused(
      async () => changeAssignment(owner, assignmentId, { maxDurationSeconds: null }),
      gone,
    );
    await expectRefused(async () => revokeAssignment(owner, assignmentId), gone);
    await expectRefused(async () => previewAssignments(owner, { revoke: [assignmentId] }), gone);
    await expectRefused(async () => removeOwnRole(auditor, id), "role_not_found");
    const { event } = await withEvent(() => removeOwnRole(admin, id));
    expect(event).toMatchObject({ event: "role.removed", subjectId: member.personId, fields: { own: true } });
    expect(await listPickerRoles(member)).toEqual([]);
    await removeOwnRole(member, (await add(member, "Developer")).id);
  });

  test("is removed by its owner and no other member, and may be added again", async () => {
    await rule();
    const { id } = await add(member, "Developer");
    const other = await addViewer("member");
    await expectRefused(async () => removeOwnRole(other, id), "role_not_found");
    const { event } = await withEvent(() => removeOwnRole(member, id));
    expect(event).toMatchObject({ event: "role.removed", roleId: id, fields: { own: true } });
    expect(await listPickerRoles(member)).toEqual([]);
    expect(await db().target.count({ where: { roleId: id } })).toBe(0);
    expect((await add(member, "Developer")).id).not.toBe(id);
  });
});

function environmentOf(issued: IssuedCredentials): Record<string, string> {
  if (!("json" in issued)) throw new Error("credentials come as JSON unless a format is asked for");
  const { json } = issued;
  const told = new Map(Object.entries(json).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const of = (name: string) => told.get(name) ?? "";
  return {
    AWS_ACCESS_KEY_ID: of("accesskeyid"),
    AWS_SECRET_ACCESS_KEY: of("secretaccesskey"),
    AWS_SESSION_TOKEN: of("sessiontoken"),
  };
}

describe("a rule", () => {
  test("is an owner's to make, and must be well formed", async () => {
    const good = { accountPattern: "123456789012", roleNamePattern: "Dev*" };
    await expectNotAllowed([admin, auditor, member], (viewer) => addOwnRoleRule(viewer, good));
    await expectNotAllowed([member], (viewer) => listOwnRoleRules(viewer));
    for (const [fields, code] of [
      [{ accountPattern: "12345678901" }, "account_pattern_malformed"],
      [{ accountPattern: "1234567890123" }, "account_pattern_malformed"],
      [{ accountPattern: "" }, "account_pattern_malformed"],
      [{ accountPattern: "abc*" }, "account_pattern_malformed"],
      [{ roleNamePattern: "" }, "role_name_pattern_malformed"],
      [{ roleNamePattern: "a b" }, "role_name_pattern_malformed"],
      [{ roleNamePattern: "x".repeat(200) }, "role_name_pattern_malformed"],
      [{ maxDurationSeconds: 10 }, "duration_out_of_range"],
      [{ sourceId: "nothing" }, "source_not_found"],
      [{ partition: "aws-moon" }, "invalid_input"],
      [{ id: "mine" }, "invalid_input"],
    ] as const)
      await expectRefused(
        async () => addOwnRoleRule(owner, { ...good, ...fields }),
        code,
        JSON.stringify(fields),
      );
    const { answer, event } = await withEvent(() => addOwnRoleRule(owner, good));
    expect(answer).toMatchObject({ ...good, source: null, partition: "aws" });
    expect(event).toMatchObject({ event: "own_role_rule.added", subjectId: answer.id });
  });

  test("keeps its credential source from being removed", async () => {
    const source = await addSource(owner, { kind: "environment", name: "For own roles" });
    const made = await rule({ sourceId: source.id });
    expect(made.source).toEqual({ id: source.id, name: "For own roles" });
    await expectRefused(async () => removeSource(owner, source.id), "source_in_use");
    await removeOwnRoleRule(owner, made.id);
    await removeSource(owner, source.id);
  });
});
