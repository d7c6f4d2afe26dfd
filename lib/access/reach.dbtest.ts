import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused } from "#lib/testing/verb-promises.ts";
import { applyAssignments } from "./apply-assignments.ts";
import { drawReachOfPerson } from "./draw-reach-of-person.ts";
import { drawReachOfRole } from "./draw-reach-of-role.ts";
import { explainReach } from "./explain-reach.ts";
import { findAssignedRole } from "./find-assigned-role.ts";
import { termsOf } from "./grants.ts";
import { listReachOfPerson } from "./list-reach-of-person.ts";
import { listReachOfRole } from "./list-reach-of-role.ts";
import { previewAssignments } from "./preview-assignments.ts";
import { reachedUses } from "./reached-uses.ts";

testDatabase();

const random = seededRandom(20_261_124);
const some = <T>(items: readonly T[]): T => {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
};
const maybe = (percent: number) => random.below(100) < percent;
const hour = 3_600_000;

let owner: Viewer;
let auditor: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
});

type World = { people: Viewer[]; groups: string[]; roleIds: string[]; accounts: string[] };
let made = 0;

async function makeGroup(name: string, people: readonly Viewer[]): Promise<string> {
  const id = randomUUID();
  const at = now();
  await db().group.create({ data: { id, name, nameKey: id, createdAt: at, updatedAt: at } });
  for (const { personId } of people)
    await db().membership.create({
      data: { personId, principalId: id, groupId: id, byHand: true, createdAt: at },
    });
  return id;
}

async function makeRole(accountId: string, name: string, tags: Record<string, string>, ownerId?: string) {
  const role = await addRole(owner, { reference: `arn:aws:iam::${accountId}:role/${name}` });
  await db().awsRole.update({
    where: { id: role.id },
    data: { tags: JSON.stringify(tags), ownerId: ownerId ?? null },
  });
  await db().$transaction((tx) => reachRoles(tx, [role.id]));
  return role;
}

async function makeWorld(): Promise<World> {
  made += 1;
  const people: Viewer[] = [];
  for (let index = 0; index < 8; index += 1)
    people.push(await addViewer(some(["member", "member", "admin", "auditor"] as const)));
  const disabled = people[0];
  if (disabled)
    await db().person.update({ where: { id: disabled.personId }, data: { disabledAt: new Date() } });
  const groups: string[] = [];
  for (let index = 0; index < 4; index += 1)
    groups.push(
      await makeGroup(
        `Group ${made}-${index}`,
        people.filter(() => maybe(40)),
      ),
    );
  const roles = [];
  for (let index = 0; index < 10; index += 1)
    roles.push(
      await makeRole(`5000000${made}000${index % 3}`, `${some(["Read", "Admin", "Deploy"])}${index}`, {
        env: some(["dev", "prod"]),
        world: String(made),
      }),
    );
  const accounts = [...new Set(roles.map((role) => role.catalogueAccountId))];
  const world = { people, groups, roleIds: roles.map((role) => role.id), accounts };
  for (let index = 0; index < 22; index += 1) await refusalCode(() => addAssignment(owner, asked(world)));
  return world;
}

/** Something to assign, as inputs say it. */
function asked({ people, groups, roleIds, accounts }: World): object {
  const time = (percent: number) =>
    maybe(percent) ? new Date(Date.now() + (random.below(4) - 2) * hour - hour / 2).toISOString() : null;
  const startsAt = time(20);
  const expiresAt = time(30);
  return {
    ...(maybe(50) ? { personId: some(people).personId } : { groupId: some(groups) }),
    ...some([
      { roleId: some(roleIds) },
      { awsAccountId: some(accounts) },
      { awsAccountId: some(accounts), roleNamePattern: some(["Read*", "*1", "Admin?"]) },
      { tag: { key: "env", value: some(["dev", "prod"]) }, awsAccountId: some(accounts) },
      { tag: { key: "world", value: String(made) }, roleNamePattern: "D*" },
    ]),
    ...some([{}, { console: false }, { credentials: false }]),
    maxDurationSeconds: some([null, 900, 1800, 7200]),
    requiresReason: maybe(30),
    startsAt,
    expiresAt: startsAt !== null && expiresAt !== null && expiresAt <= startsAt ? null : expiresAt,
  };
}

/** What everybody has, by the one query that issuing asks. */
async function everything({ people, roleIds }: World): Promise<Map<string, string>> {
  const had = new Map<string, string>();
  for (const person of people)
    for (const roleId of roleIds) {
      const found = await findAssignedRole(db(), person, roleId);
      if (found)
        had.set(
          `${person.personId} ${roleId}`,
          JSON.stringify(reachedUses(found.grants, found.roleMaxSeconds)),
        );
    }
  return had;
}

test("explanations, lists and pictures say what issuing says, for people and roles at random", async () => {
  for (let round = 0; round < 4; round += 1) {
    const world = await makeWorld();
    const had = await everything(world);
    for (const person of world.people)
      for (const roleId of world.roleIds) {
        const { personId } = person;
        const explained = await explainReach(auditor, { personId, roleId });
        const found = await findAssignedRole(db(), person, roleId);
        expect.soft(explained.effective === null).toBe(found === null);
        if (!found) continue;
        expect
          .soft(explained.giving.map((path) => path.assignmentId).sort())
          .toEqual(found.grants.map((grant) => grant.assignmentId).sort());
        for (const use of ["console", "credentials"] as const)
          expect
            .soft(explained.effective?.[use]?.requiresReason)
            .toBe(termsOf(found.grants, use)?.requiresReason);
        expect.soft(await explainReach(person, { personId, roleId })).toEqual(explained);
      }
    const pairs: string[] = [];
    for (const { personId } of world.people) {
      const { items, total } = await listReachOfPerson(auditor, personId);
      expect.soft(total).toBe(items.length);
      const picture = await drawReachOfPerson(auditor, personId);
      const accounts = picture.columns.at(-1)?.nodes ?? [];
      expect.soft(accounts.reduce((sum, node) => sum + node.count, 0)).toBe(items.length);
      for (const { role, paths, ...uses } of items) {
        pairs.push(`${personId} ${role.id}`);
        const { console, credentials, endsAt } = uses;
        expect.soft(JSON.stringify({ console, credentials, endsAt })).toBe(had.get(`${personId} ${role.id}`));
        expect.soft(paths.length).toBeGreaterThan(0);
      }
    }
    expect.soft(pairs.sort()).toEqual([...had.keys()].sort());
    const turned: string[] = [];
    for (const roleId of world.roleIds) {
      const { items, total } = await listReachOfRole(auditor, roleId);
      expect.soft(total).toBe(items.length);
      turned.push(...items.map(({ person }) => `${person.id} ${roleId}`));
      const picture = await drawReachOfRole(auditor, roleId);
      expect.soft(picture.columns.at(-1)?.nodes[0]?.count ?? 0).toBe(items.length);
    }
    expect.soft(turned.sort()).toEqual([...had.keys()].sort());
  }
});

test("a preview says what applying it changes, for changes at random", async () => {
  for (let round = 0; round < 4; round += 1) {
    const world = await makeWorld();
    for (let turn = 0; turn < 4; turn += 1) {
      const ids = (
        await db().assignment.findMany({
          where: { principalId: { in: [...world.groups, ...world.people.map((each) => each.personId)] } },
          select: { id: true },
        })
      ).map((row) => row.id);
      const revoke = ids.filter(() => maybe(12));
      const change = ids
        .filter((id) => !revoke.includes(id) && maybe(15))
        .map((id) => ({
          id,
          console: true,
          ...some([{ maxDurationSeconds: 3600 }, { requiresReason: true }]),
        }));
      const changes = { add: [asked(world), asked(world)], change, revoke };
      const before = await everything(world);
      const preview = await previewAssignments(owner, changes);
      expect.soft(await everything(world)).toEqual(before);
      expect(await previewAssignments(owner, changes)).toEqual(preview);
      await applyAssignments(owner, { changes, digest: preview.digest });
      const after = await everything(world);
      const told = preview.changes
        .flatMap(({ person, roles }) =>
          roles.map(({ role, before: had, after: has }) => [
            `${person.id} ${role.id}`,
            had && JSON.stringify(had),
            has && JSON.stringify(has),
          ]),
        )
        .sort();
      const real = [...new Set([...before.keys(), ...after.keys()])]
        .filter((key) => before.get(key) !== after.get(key))
        .map((key) => [key, before.get(key) ?? null, after.get(key) ?? null])
        .sort();
      expect.soft(told).toEqual(real);
      expect.soft(preview.gained).toBe(real.filter(([, had]) => had === null).length);
      expect.soft(preview.lost).toBe(real.filter(([, , has]) => has === null).length);
      expect.soft(preview.kept).toBe(real.length - preview.gained - preview.lost);
    }
  }
});

test("what changed since the preview is not applied", async () => {
  const person = await addViewer("member");
  const other = await addViewer("member");
  const groupId = await makeGroup("Since", [person]);
  const role = await makeRole("510000000001", "Since", { since: "yes" });
  const changes = { add: [{ groupId, tag: { key: "since", value: "yes" } }] };
  const apply = (digest: string) => () => applyAssignments(owner, { changes, digest });
  const first = await previewAssignments(owner, changes);
  expect(first).toMatchObject({ added: 1, people: 1, gained: 1, lost: 0, kept: 0 });
  await makeRole("510000000001", "Another", { since: "yes" });
  await expectRefused(apply(first.digest), "plan_changed", "another role fits");
  const second = await previewAssignments(owner, changes);
  await db().membership.create({
    data: { personId: other.personId, principalId: groupId, groupId, byHand: true, createdAt: now() },
  });
  await expectRefused(apply(second.digest), "plan_changed", "another member");
  const third = await previewAssignments(owner, changes);
  const assignment = await addAssignment(owner, { personId: other.personId, roleId: role.id });
  await expectRefused(apply(third.digest), "plan_changed", "somebody has a role by now");
  const revoking = await previewAssignments(owner, { revoke: [assignment.id] });
  await revokeAssignment(owner, assignment.id);
  await expectRefused(
    () => applyAssignments(owner, { changes: { revoke: [assignment.id] }, digest: revoking.digest }),
    "plan_changed",
    "revoked by somebody else",
  );
  const { digest } = await previewAssignments(owner, changes);
  const codes = await Promise.all([refusalCode(apply(digest)), refusalCode(apply(digest))]);
  expect(codes.sort()).toEqual(["none", "plan_changed"]);
  const again = await previewAssignments(owner, changes);
  expect(again).toMatchObject({ added: 0, already: 1, people: 0 });
});

test("an end of one use is told, though the other has none", async () => {
  const { personId } = await addViewer("member");
  const role = await makeRole("510000000910", "Ends", {});
  await addAssignment(owner, { personId, roleId: role.id, credentials: false });
  const { id } = await addAssignment(owner, {
    ...{ personId, awsAccountId: role.catalogueAccountId, console: false },
  });
  const expiresAt = new Date(Date.now() + hour).toISOString();
  const preview = await previewAssignments(owner, { change: [{ id, expiresAt }] });
  expect(preview).toMatchObject({
    people: 1,
    kept: 1,
    changes: [
      {
        roles: [
          {
            before: { console: { endsAt: null }, credentials: { endsAt: null } },
            after: { console: { endsAt: null }, credentials: { endsAt: expiresAt }, endsAt: null },
          },
        ],
      },
    ],
  });
});

test("a preview refuses what cannot be assigned, as applying does", async () => {
  const { personId } = await addViewer("member");
  const fine = await makeRole("510000000909", "Fine", {});
  const own = await makeRole("510000000909", "Own", {}, personId);
  const refusals = [
    [{ roleId: "no-such-role" }, "role_not_found"],
    [{ roleId: own.id }, "role_not_found"],
    [{ awsAccountId: "no-such-account", roleNamePattern: "*" }, "account_not_found"],
  ] as const;
  for (const [target, code] of refusals)
    await expectRefused(
      () =>
        previewAssignments(owner, {
          add: [
            { personId, roleId: fine.id },
            { personId, ...target },
          ],
        }),
      code,
      JSON.stringify(target),
    );
});

test("members ask about themselves and what they have; everything else is one refusal", async () => {
  const member = await addViewer("member");
  const other = await addViewer("member");
  const role = await makeRole("510000000002", "Mine", {});
  const hidden = await makeRole("510000000002", "Hidden", {});
  await addAssignment(owner, { personId: member.personId, roleId: role.id });
  await addAssignment(owner, { personId: other.personId, roleId: hidden.id });
  const why = (personId: string, roleId: string) => () => explainReach(member, { personId, roleId });
  expect(await why(member.personId, role.id)()).toMatchObject({ giving: [{ through: { kind: "person" } }] });
  for (const [personId, roleId] of [
    [member.personId, hidden.id],
    [member.personId, "no-such-role"],
    [other.personId, hidden.id],
    [other.personId, role.id],
    ["nobody", role.id],
  ] as const)
    await expectRefused(why(personId, roleId), "role_not_assigned", `${personId} ${roleId}`);
  await expectNotAllowed([member], (viewer) => listReachOfPerson(viewer, member.personId));
  await expectNotAllowed([member], (viewer) => listReachOfRole(viewer, role.id));
  await expectNotAllowed([member], (viewer) => drawReachOfPerson(viewer, member.personId));
  await expectNotAllowed([member], (viewer) => drawReachOfRole(viewer, role.id));
  await expectNotAllowed([member, auditor], (viewer) => previewAssignments(viewer, {}));
  await expectNotAllowed([member, auditor], (viewer) => applyAssignments(viewer, {}));
  expect(await refusalCode(() => listReachOfPerson(owner, "nobody"))).toBe("person_not_found");
  expect(await refusalCode(() => listReachOfRole(owner, "nothing"))).toBe("role_not_found");
  expect(await refusalCode(() => listReachOfRole(owner, role.id, { cursor: "x" }))).toBe("cursor_malformed");
});

test("an explanation says what keeps an assignment from giving anything", async () => {
  const person = await addViewer("member");
  const groupId = await makeGroup("Obstacles", [person]);
  const role = await makeRole("510000000003", "Kept", { kept: "yes" });
  const { personId } = person;
  const explain = () => explainReach(owner, { personId, roleId: role.id });
  await addAssignment(owner, {
    personId,
    roleId: role.id,
    startsAt: new Date(Date.now() + hour).toISOString(),
  });
  await addAssignment(owner, {
    groupId,
    tag: { key: "kept", value: "yes" },
    expiresAt: new Date(Date.now() - hour).toISOString(),
  });
  expect(await explain()).toMatchObject({
    giving: [],
    notNow: [
      { state: "not_begun", through: { kind: "person" }, target: { kind: "role" } },
      {
        state: "ended",
        through: { kind: "group", name: "Obstacles", byHand: true, byClaim: false },
        target: { kind: "scope", tag: { key: "kept", value: "yes" }, roles: 1 },
      },
    ],
    effective: null,
  });
  await addAssignment(owner, { personId, awsAccountId: role.catalogueAccountId, credentials: false });
  expect(await explain()).toMatchObject({ effective: { console: {}, credentials: null, endsAt: null } });
  await db().person.update({ where: { id: personId }, data: { portalRole: "auditor" } });
  expect(await explain()).toMatchObject({ obstacles: ["auditor"], giving: [{}], effective: null });
  await db().person.update({ where: { id: personId }, data: { disabledAt: new Date() } });
  expect(await explain()).toMatchObject({ obstacles: ["disabled", "auditor"], effective: null });
  const own = await makeRole("510000000003", "Own", {}, owner.personId);
  expect(await explainReach(owner, { personId, roleId: own.id })).toMatchObject({
    obstacles: ["disabled", "auditor", "own_role"],
  });
});
