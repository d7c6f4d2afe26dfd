import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { findAssignedRole } from "#lib/access/find-assigned-role.ts";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { transact } from "#lib/audit/transact.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { db } from "#lib/db/client.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addGroup } from "./add-group.ts";
import { changeGroup } from "./change-group.ts";
import { changeMembers } from "./change-members.ts";
import { findGroup } from "./find-group.ts";
import { listClaims } from "./list-claims.ts";
import { listGroupsPage } from "./list-groups-page.ts";
import { removeGroup } from "./remove-group.ts";

testDatabase();

let owner: Viewer;
let admin: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
});

let count = 0;
const fresh = (text: string) => `${text} ${++count}`;
const newGroup = (more: object = {}) => addGroup(admin, { name: fresh("Group"), ...more });
const membersOf = async (groupId: string) => (await findGroup(auditor, groupId)).members;
const eventsOf = async (work: () => Promise<unknown>) => {
  const before = await lastSequence();
  await work();
  return (await eventsAfter(before)).map(({ event, subjectId, fields }) => ({
    event,
    subjectId,
    by: fields.by,
  }));
};
const claims = (subject: string, groups: readonly string[]) => ({
  issuer: "https://id.example.com",
  subject,
  email: `${subject}@example.com`.replaceAll(" ", "-"),
  groups: [...groups],
});

test("an admin adds a group, changes it, and says so in the log; saying the same again is not recorded", async () => {
  const name = fresh("Platform");
  const { answer, event } = await withEvent(() =>
    addGroup(admin, { name: ` ${name} `, description: "Runs it" }),
  );
  expect(answer).toMatchObject({
    name,
    description: "Runs it",
    claim: null,
    managedBy: null,
    members: { total: 0, byHand: 0, byClaim: 0 },
    assignments: 0,
  });
  expect(event).toMatchObject({ event: "group.added", subjectId: answer.id, viewerId: admin.personId });
  const changed = await withEvent(() => changeGroup(owner, answer.id, { description: "" }));
  expect(changed.answer.description).toBe("");
  expect(changed.event).toMatchObject({
    event: "group.changed",
    fields: { group: name, description: "", descriptionBefore: "Runs it" },
  });
  expect(await eventsOf(() => changeGroup(owner, answer.id, { description: "", name }))).toEqual([]);
});

test("auditors and members change no group; members see none", async () => {
  const { id } = await newGroup();
  for (const call of [
    (viewer: Viewer) => addGroup(viewer, { name: "No" }),
    (viewer: Viewer) => changeGroup(viewer, id, { name: "No" }),
    (viewer: Viewer) => changeMembers(viewer, id, { add: [viewer.personId] }),
    (viewer: Viewer) => removeGroup(viewer, id),
  ])
    await expectNotAllowed([auditor, member], call);
  await expectNotAllowed([member], (viewer) => findGroup(viewer, id));
  await expectNotAllowed([member], (viewer) => listGroupsPage(viewer, {}));
  await expectNotAllowed([member], (viewer) => listClaims(viewer));
});

test.each([
  [{ name: "" }, "invalid_input"],
  [{ name: "  " }, "invalid_input"],
  [{ name: "x".repeat(101) }, "invalid_input"],
  [{ name: "two\nlines" }, "invalid_input"],
  [{ name: "nul\u0000" }, "invalid_input"],
  [{ claim: "" }, "invalid_input"],
  [{ claim: " " }, "invalid_input"],
  [{ claim: "x".repeat(257) }, "invalid_input"],
  [{ description: "x".repeat(501) }, "invalid_input"],
  [{ managedBy: "file" }, "invalid_input"],
  [{ id: "chosen" }, "invalid_input"],
])("refuses %j with %s", async (fields, code) => {
  const { id } = await newGroup();
  await expectRefused(async () => addGroup(admin, { name: "Fine", ...fields }), code);
  await expectRefused(async () => changeGroup(admin, id, fields), code);
});

test("no two groups share a name in any letter case or width, with or without what nobody sees, or a claim", async () => {
  const [one, other] = [await newGroup({ claim: fresh("c") }), await newGroup()];
  const wide = one.name.toUpperCase().replaceAll("G", "Ｇ");
  const unseen = ["\u200b", "\u00ad", "\u2060", "\u202e", "\ufe0f", " "];
  const alike = unseen.map((text) => one.name.replace(" ", `${text} `));
  for (const name of [one.name, one.name.toUpperCase(), wide, ...alike]) {
    await expectRefused(async () => addGroup(admin, { name }), "group_name_taken");
    await expectRefused(async () => changeGroup(admin, other.id, { name }), "group_name_taken");
  }
  const { claim } = one;
  await expectRefused(async () => addGroup(admin, { name: fresh("x"), claim }), "group_claim_taken");
  await expectRefused(async () => changeGroup(admin, other.id, { claim }), "group_claim_taken");
  expect((await changeGroup(admin, one.id, { name: one.name.toUpperCase(), claim })).name).toBe(
    one.name.toUpperCase(),
  );
  await expectRefused(async () => addGroup(admin, { name: "\u200b\u2060" }), "invalid_input");
  for (const call of [
    () => changeGroup(admin, "none", { name: "x" }),
    () => removeGroup(admin, "none"),
    () => findGroup(admin, "none"),
    () => changeMembers(admin, "none", { add: [] }),
  ])
    await expectRefused(async () => call(), "group_not_found");
});

test("people are put in and taken out by hand, all of them or none, each on record once", async () => {
  const group = await newGroup();
  const [one, two] = [await addViewer(), await addViewer()];
  const ids = [one.personId, two.personId].sort();
  const added = await eventsOf(() => changeMembers(admin, group.id, { add: [...ids, ...ids] }));
  expect(added).toEqual(ids.map((id) => ({ event: "group.member_added", subjectId: id, by: "hand" })));
  expect(await eventsOf(() => changeMembers(admin, group.id, { add: ids }))).toEqual([]);
  await expectRefused(
    async () => changeMembers(admin, group.id, { add: ["nobody"], remove: ids }),
    "person_not_found",
  );
  await expectRefused(
    async () => changeMembers(admin, group.id, { add: [one.personId], remove: [one.personId] }),
    "invalid_input",
  );
  expect(await changeMembers(admin, group.id, { remove: [one.personId, member.personId] })).toMatchObject({
    added: 0,
    removed: 1,
    group: { members: { total: 1, byHand: 1, byClaim: 0 } },
  });
  expect((await membersOf(group.id)).map((person) => person.id)).toEqual([two.personId]);
});

test("1,000 people come into a group at once, and leave it as others come", async () => {
  const people = Array.from({ length: 2000 }, () => {
    const id = randomUUID();
    const about = { name: "Many", email: `${id}@example.com`, sessionName: id, portalRole: "member" };
    return { id, ...about, createdAt: new Date(0), updatedAt: new Date(0) };
  });
  await db().person.createMany({ data: people });
  const { id } = await newGroup();
  const ids = people.map((person) => person.id);
  const [first, others] = [ids.slice(0, 1000), ids.slice(1000)];
  expect((await changeMembers(admin, id, { add: first })).added).toBe(1000);
  const { added, removed, group } = await changeMembers(admin, id, { add: others, remove: first });
  expect([added, removed, group.members.total]).toEqual([1000, 1000, 1000]);
});

test("memberships follow the claim at each sign-in, and leaving takes effect at the next question", async () => {
  const [claim, subject] = [fresh("team"), fresh("subject")];
  const group = await newGroup({ claim });
  const role = await addRole(owner, { reference: "arn:aws:iam::222222222222:role/ByClaim" });
  await addAssignment(owner, { groupId: group.id, roleId: role.id });
  const { personId } = await signInWithIdentity(testRequest, claims(subject, [claim, "else"]));
  const signIn = await db().signIn.findFirstOrThrow({ where: { personId } });
  const viewer = { ...member, personId, signInId: signIn.id };
  const has = () => transact(async (tx) => (await findAssignedRole(tx, viewer, role.id)) !== null);
  expect(await has()).toBe(true);
  expect(await membersOf(group.id)).toMatchObject([{ id: personId, byClaim: true, byHand: false }]);
  expect(await eventsOf(() => signInWithIdentity(testRequest, claims(subject, ["else"])))).toEqual([
    { event: "group.member_removed", subjectId: personId, by: "identity provider" },
    { event: "sign_in.succeeded", subjectId: personId, by: undefined },
  ]);
  expect(await has()).toBe(false);
  expect((await eventsOf(() => signInWithIdentity(testRequest, claims(subject, [claim]))))[0]).toEqual({
    event: "group.member_added",
    subjectId: personId,
    by: "identity provider",
  });
  expect(await has()).toBe(true);
});

test("who is there by the claim alone is not taken out by hand; who is there both ways stays by the other", async () => {
  const [claim, subject] = [fresh("team"), fresh("subject")];
  const group = await newGroup({ claim });
  const { personId } = await signInWithIdentity(testRequest, claims(subject, [claim]));
  await expectRefused(async () => changeMembers(admin, group.id, { remove: [personId] }), "member_by_claim");
  const byHand = () => changeMembers(admin, group.id, { add: [personId] });
  expect(await eventsOf(byHand)).toEqual([]);
  expect(await membersOf(group.id)).toMatchObject([{ byClaim: true, byHand: true }]);
  await changeMembers(admin, group.id, { remove: [personId] });
  expect(await membersOf(group.id)).toMatchObject([{ byClaim: true, byHand: false }]);
  await byHand();
  await signInWithIdentity(testRequest, claims(subject, []));
  expect(await membersOf(group.id)).toMatchObject([{ byClaim: false, byHand: true }]);
  await signInWithIdentity(testRequest, claims(subject, [claim]));
  expect(await membersOf(group.id)).toMatchObject([{ byClaim: true, byHand: true }]);
});

test("another claim brings in and lets go at once, exactly those who brought it", async () => {
  const tricky = [",", '"', '"a"', "a", "A", "%", "_", "\\", "グループ", "a,b", "DC=x,OU=y"];
  const suffix = fresh("");
  const people = new Map<string, string>();
  for (const value of tricky) {
    const { personId } = await signInWithIdentity(
      testRequest,
      claims(fresh("tricky"), [`${value}${suffix}`, value]),
    );
    people.set(value, personId);
  }
  const group = await newGroup();
  await changeMembers(admin, group.id, { add: [member.personId] });
  for (const value of tricky) {
    const { members } = await changeGroup(admin, group.id, { claim: value });
    expect(members, value).toEqual({ total: 2, byHand: 1, byClaim: 1 });
    const byClaim = (await membersOf(group.id)).filter((person) => person.byClaim);
    expect(byClaim.map((person) => person.id)).toEqual([people.get(value)]);
  }
  const last = people.get("DC=x,OU=y");
  expect(await eventsOf(() => changeGroup(admin, group.id, { claim: null }))).toEqual([
    { event: "group.changed", subjectId: group.id, by: undefined },
    { event: "group.member_removed", subjectId: last, by: "claim" },
  ]);
  const told = await listClaims(auditor);
  expect(told.find((value) => value.claim === "a")).toEqual({ claim: "a", people: 1, group: null });
});

test("a claim of 1,000 values and one that no group takes are both taken in", async () => {
  const claim = fresh("big");
  const group = await newGroup({ claim });
  const values = Array.from({ length: 999 }, (_, index) => `${claim}-${index}`);
  const { personId } = await signInWithIdentity(testRequest, claims(fresh("big"), [...values, claim]));
  expect(await membersOf(group.id)).toMatchObject([{ id: personId }]);
  expect(await listClaims(auditor)).toContainEqual({
    claim,
    people: 1,
    group: { id: group.id, name: group.name },
  });
  expect(
    await refusalCode(signInWithIdentity(testRequest, claims(fresh("big"), [...values, "x", "y"]))),
  ).toBe("sign_in_refused");
});

test("a value that no group can take keeps nobody from signing in, nor from the groups of the others", async () => {
  const claim = fresh("short");
  const group = await newGroup({ claim });
  const values = [`CN=${"x".repeat(300)}`, claim, "", claim];
  const { personId } = await signInWithIdentity(testRequest, claims(fresh("long"), values));
  expect(await membersOf(group.id)).toMatchObject([{ id: personId }]);
  const { groups } = await db().person.findUniqueOrThrow({ where: { id: personId } });
  expect(JSON.parse(groups)).toEqual([claim]);
});

test("people who sign in while claims change are where the claim says in the end", async () => {
  const [claim, subject] = [fresh("race"), fresh("race")];
  const group = await newGroup();
  for (let round = 0; round < 10; round += 1) {
    const values = round % 2 === 0 ? [claim] : [];
    await Promise.all([
      signInWithIdentity(testRequest, claims(subject, values)),
      changeGroup(admin, group.id, { claim: round % 3 === 0 ? null : claim }),
    ]);
    const expected = values.length > 0 && round % 3 !== 0 ? 1 : 0;
    expect((await findGroup(auditor, group.id)).group.members.total, `round ${round}`).toBe(expected);
  }
});

test("a group goes with its memberships and assignments, and what nothing is assigned through any more", async () => {
  const group = await newGroup();
  const role = await addRole(owner, { reference: "arn:aws:iam::222222222222:role/OfGroup" });
  await addAssignment(owner, { groupId: group.id, roleId: role.id });
  await changeMembers(admin, group.id, { add: [member.personId, auditor.personId] });
  expect((await findGroup(auditor, group.id)).group).toMatchObject({ assignments: 1, members: { total: 2 } });
  const before = await lastSequence();
  expect(await removeGroup(admin, group.id)).toEqual({ name: group.name, members: 2, assignments: 1 });
  expect((await eventsAfter(before)).map(({ event }) => event).sort()).toEqual([
    "assignment.revoked",
    "group.member_removed",
    "group.member_removed",
    "group.removed",
  ]);
  expect(await db().target.count({ where: { roleId: role.id } })).toBe(0);
  await expectRefused(async () => removeGroup(admin, group.id), "group_not_found");
});

test("the list is searched, filtered and sorted", async () => {
  const word = fresh("needle");
  const claim = fresh("listed");
  const [one, two] = [await newGroup({ description: word }), await newGroup({ description: word, claim })];
  await changeMembers(admin, two.id, { add: [member.personId] });
  const ids = async (query: object) =>
    (await listGroupsPage(auditor, { q: word, ...query })).items.map((g) => g.id);
  expect((await ids({})).sort()).toEqual([one.id, two.id].sort());
  expect(await ids({ sort: "-members" })).toEqual([two.id, one.id]);
  expect(await ids({ claim: "yes" })).toEqual([two.id]);
  expect(await ids({ claim: "no" })).toEqual([one.id]);
  expect(await ids({ person: member.personId })).toEqual([two.id]);
  expect(await ids({ managed: "file" })).toEqual([]);
  const first = await listGroupsPage(auditor, { q: word, limit: "1" });
  expect(first).toMatchObject({ total: 2, next: expect.any(String) });
  expect((await ids({ limit: "1", cursor: first.next })).length).toBe(1);
});
