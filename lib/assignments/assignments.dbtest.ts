import { beforeAll, expect, test } from "vitest";
import { listAuditEvents } from "#lib/audit/list-events.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { findCatalogueRole } from "#lib/catalogue/list-catalogue.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addAssignment } from "./add-assignment.ts";
import { changeAssignment } from "./change-assignment.ts";
import { listAssignmentsPage } from "./list-assignments-page.ts";
import { revokeAssignment } from "./revoke-assignment.ts";

testDatabase();

let owner: Viewer;
let auditor: Viewer;
let member: Viewer;
let roleId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
  roleId = (await addRole(owner, { reference: "arn:aws:iam::400000000001:role/Developer" })).id;
});

const strange = ["no-such-id", "", "' OR 1=1 --"];
const fresh = async () => {
  const person = await addViewer("member");
  return { person, assignment: await addAssignment(owner, { personId: person.personId, roleId }) };
};

test("an owner assigns a role to a person", async () => {
  const person = await addViewer("member");
  const { answer, event } = await withEvent(() =>
    addAssignment(owner, { personId: person.personId, roleId, console: false, maxDurationSeconds: 900 }),
  );
  expect(answer).toMatchObject({
    principal: { kind: "person", id: person.personId },
    target: { kind: "role", role: { id: roleId } },
    console: false,
    credentials: true,
    maxDurationSeconds: 900,
    expiresAt: null,
  });
  expect(event).toMatchObject({
    event: "assignment.added",
    viewerId: owner.personId,
    subjectId: person.personId,
    roleId,
    accountId: "400000000001",
    fields: { principal: person.sessionName },
  });
});

test("whoever is not an owner assigns, changes and revokes nothing; members do not list", async () => {
  const { assignment } = await fresh();
  const input = { personId: member.personId, roleId };
  await expectNotAllowed([member, auditor], (viewer) => addAssignment(viewer, input));
  await expectNotAllowed([member, auditor], (viewer) =>
    changeAssignment(viewer, assignment.id, { console: false }),
  );
  await expectNotAllowed([member, auditor], (viewer) => revokeAssignment(viewer, assignment.id));
  await expectNotAllowed([member], (viewer) => listAssignmentsPage(viewer, {}));
  expect(
    (await listAssignmentsPage(auditor, { personId: assignment.principal.id })).items.map(
      (found) => found.id,
    ),
  ).toEqual([assignment.id]);
});

test("refuses what is no assignment, each with its code", async () => {
  const person = await addViewer("member");
  const good = { personId: person.personId, roleId };
  for (const [fields, code] of [
    [{ console: false, credentials: false }, "assignment_empty"],
    [{ maxDurationSeconds: 899 }, "duration_out_of_range"],
    [{ maxDurationSeconds: 43_201 }, "duration_out_of_range"],
    [{ maxDurationSeconds: 1000.5 }, "duration_out_of_range"],
    [{ expiresAt: "tomorrow" }, "invalid_input"],
    [{ expiresAt: 1 }, "invalid_input"],
    [{ expiresAt: "0000-01-01T00:00:00Z" }, "invalid_input"],
    [{ expiresAt: "9999-12-31T23:59:59-12:00" }, "invalid_input"],
    [{ expiresAt: "2999-12-31T23:59:59-01:00" }, "invalid_input"],
    [{ console: "yes" }, "invalid_input"],
    [{ id: "mine" }, "invalid_input"],
    [{ personId: "x".repeat(65) }, "invalid_input"],
  ] as const)
    await expectRefused(
      async () => addAssignment(owner, { ...good, ...fields }),
      code,
      JSON.stringify(fields),
    );
  for (const id of strange) {
    await expectRefused(
      async () => addAssignment(owner, { ...good, personId: id }),
      "person_not_found",
      `person ${id}`,
    );
    await expectRefused(
      async () => addAssignment(owner, { ...good, roleId: id }),
      "role_not_found",
      `role ${id}`,
    );
    await expectRefused(async () => changeAssignment(owner, id, {}), "assignment_not_found", `change ${id}`);
    await expectRefused(async () => revokeAssignment(owner, id), "assignment_not_found", `revoke ${id}`);
  }
  const gone = await addRole(owner, { reference: "arn:aws:iam::400000000001:role/Gone" });
  await removeRole(owner, gone.id);
  await expectRefused(async () => addAssignment(owner, { ...good, roleId: gone.id }), "role_not_found");
});

test("assigns once when several assign the same at once", async () => {
  const person = await addViewer("member");
  const codes = await Promise.all(
    Array.from({ length: 8 }, () =>
      refusalCode(() => addAssignment(owner, { personId: person.personId, roleId })),
    ),
  );
  expect(codes.filter((code) => code === "none")).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(["none", "assignment_exists"]));
});

test("an owner changes what an assignment allows; what is left out stays", async () => {
  const { assignment } = await fresh();
  const expiresAt = "2030-01-01T00:00:00.000Z";
  const { answer, event } = await withEvent(() =>
    changeAssignment(owner, assignment.id, { console: false, maxDurationSeconds: 1800, expiresAt }),
  );
  expect(answer).toMatchObject({ console: false, credentials: true, maxDurationSeconds: 1800, expiresAt });
  expect(event).toMatchObject({ event: "assignment.changed", roleId, subjectId: assignment.principal.id });
  expect(await changeAssignment(owner, assignment.id, { maxDurationSeconds: null })).toMatchObject({
    maxDurationSeconds: null,
    expiresAt,
  });
  await expectRefused(
    async () => changeAssignment(owner, assignment.id, { credentials: false }),
    "assignment_empty",
  );
  await expectRefused(
    async () => changeAssignment(owner, assignment.id, { maxDurationSeconds: 43_201 }),
    "duration_out_of_range",
  );
  await expectRefused(async () => changeAssignment(owner, assignment.id, { personId: "x" }), "invalid_input");
  for (const far of ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"])
    await expectRefused(
      async () => changeAssignment(owner, assignment.id, { expiresAt: far }),
      "invalid_input",
    );
  const last = "2999-12-31T23:59:59.999Z";
  expect(await changeAssignment(owner, assignment.id, { expiresAt: last })).toMatchObject({
    expiresAt: last,
  });
});

test("the audit log finds a role by a part of its ARN in any letter case", async () => {
  const { person } = await fresh();
  for (const role of ["role/Developer", "ROLE/developer", roleId]) {
    const { events } = await listAuditEvents(auditor, { role, event: "assignment.added" });
    expect(
      events.some((event) => event.subjectId === person.personId),
      role,
    ).toBe(true);
  }
});

test("a revoked assignment is gone once, and can be made again", async () => {
  const { person, assignment } = await fresh();
  const { event } = await withEvent(() => revokeAssignment(owner, assignment.id));
  expect(event).toMatchObject({ event: "assignment.revoked", subjectId: person.personId, roleId });
  await expectRefused(async () => revokeAssignment(owner, assignment.id), "assignment_not_found");
  const again = await addAssignment(owner, { personId: person.personId, roleId });
  const codes = await Promise.all(
    Array.from({ length: 8 }, () => refusalCode(() => revokeAssignment(owner, again.id))),
  );
  expect(codes.filter((code) => code === "none")).toHaveLength(1);
});

test("a person keeps bookmarks of their own roles only, and sets every field", async () => {
  const { person, assignment } = await fresh();
  const full = {
    pinned: true,
    alias: "mine",
    color: "#aabbcc",
    note: "note",
    position: 2.5,
    region: "eu-west-1",
    destination: "/ec2/home",
    durationSeconds: 1800,
    format: "fish",
  };
  const { answer, event } = await withEvent(() => changeBookmark(person, roleId, full));
  expect(answer).toMatchObject(full);
  expect(event).toMatchObject({
    event: "bookmark.changed",
    viewerId: person.personId,
    subjectId: person.personId,
    roleId,
    accountId: "400000000001",
    fields: { changed: Object.keys(full).sort() },
  });
  const cleared = await changeBookmark(person, roleId, {
    alias: null,
    color: null,
    region: null,
    format: null,
  });
  expect(cleared).toMatchObject({ alias: null, color: null, region: null, format: null, note: "note" });
  for (const viewer of [member, auditor, owner])
    await expectRefused(
      async () => changeBookmark(viewer, roleId, full),
      "role_not_assigned",
      viewer.portalRole,
    );
  for (const id of strange)
    await expectRefused(async () => changeBookmark(person, id, full), "role_not_assigned", `role ${id}`);
  for (const [fields, code] of [
    [{ durationSeconds: 899 }, "duration_out_of_range"],
    [{ durationSeconds: 43_201 }, "duration_out_of_range"],
    [{ region: "cn-north-1" }, "region_unknown"],
    [{ destination: "https://evil.example.com" }, "destination_refused"],
    [{ color: "red" }, "color_malformed"],
    [{ format: "exe" }, "invalid_input"],
    [{ alias: "a\u0000b" }, "invalid_input"],
    [{ alias: "x".repeat(101) }, "invalid_input"],
    [{ position: Number.POSITIVE_INFINITY }, "invalid_input"],
    [{ personId: owner.personId }, "invalid_input"],
  ] as const)
    await expectRefused(async () => changeBookmark(person, roleId, fields), code, JSON.stringify(fields));
  await db().assignment.update({
    where: { id: assignment.id },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  await expectRefused(async () => changeBookmark(person, roleId, full), "role_not_assigned", "ended");
});

test("a bookmark hides a role and takes it into a folder; an empty folder is none", async () => {
  const { person } = await fresh();
  const { answer, event } = await withEvent(() =>
    changeBookmark(person, roleId, { hidden: true, folder: " Night shift " }),
  );
  expect(answer).toMatchObject({ hidden: true, folder: "Night shift", pinned: false });
  expect(event).toMatchObject({ event: "bookmark.changed", fields: { changed: ["folder", "hidden"] } });
  expect(JSON.stringify(event)).not.toContain("Night shift");
  for (const folder of ["", null])
    expect(await changeBookmark(person, roleId, { hidden: false, folder })).toMatchObject({
      hidden: false,
      folder: null,
    });
  for (const fields of [{ hidden: "yes" }, { folder: "x".repeat(61) }, { folder: "a\nb" }, { folder: 1 }])
    await expectRefused(
      async () => changeBookmark(person, roleId, fields),
      "invalid_input",
      JSON.stringify(fields),
    );
});

test("what is pinned without a position goes last, and stays when pinned again", async () => {
  const { person } = await fresh();
  const others = await Promise.all(
    ["One", "Two"].map((name) => addRole(owner, { reference: `arn:aws:iam::400000000001:role/Pin${name}` })),
  );
  for (const other of others) await addAssignment(owner, { personId: person.personId, roleId: other.id });
  const [one, two] = others.map((other) => other.id);
  const first = await changeBookmark(person, roleId, { pinned: true });
  const second = await changeBookmark(person, one ?? "", { pinned: true });
  const third = await changeBookmark(person, two ?? "", { pinned: true });
  expect(first.position < second.position && second.position < third.position).toBe(true);
  expect((await changeBookmark(person, roleId, { pinned: true })).position).toBe(first.position);
  await changeBookmark(person, roleId, { pinned: false });
  expect((await changeBookmark(person, roleId, { pinned: true })).position).toBeGreaterThan(third.position);
});

test("assignments that end come in the order of their ends, and those without one after them", async () => {
  const { personId } = await addViewer("member");
  for (const [roleNamePattern, expiresAt] of [
    ["Never", null],
    ["Late", "2999-01-01T00:00:00Z"],
    ["Soon", "2998-12-31T23:00:00-02:00"],
    ["Ever", null],
    ["First", "2998-12-31T23:00:00Z"],
  ] as const)
    await addAssignment(owner, { personId, roleNamePattern, expiresAt });
  const walk = async (sort: string) => {
    const names: unknown[] = [];
    for (let cursor = ""; ; ) {
      const page = await listAssignmentsPage(owner, { personId, sort, cursor, limit: 2 });
      names.push(...page.items.map(({ target }) => target.kind === "scope" && target.roleNamePattern));
      if (page.next === null) return names;
      cursor = page.next;
    }
  };
  const up = await walk("until");
  expect(up.slice(0, 3)).toEqual(["First", "Late", "Soon"]);
  expect(new Set(up.slice(3))).toEqual(new Set(["Never", "Ever"]));
  expect(await walk("-until")).toEqual(up.reverse());
});

test("assignments are found by words, principal, target, tag and state, sorted either way", async () => {
  const person = await addViewer("member", { name: "Zora Finder" });
  const later = "2999-01-01T00:00:00.000Z";
  const own = await addAssignment(owner, { personId: person.personId, roleId });
  const tag = { key: "found", value: "yes" };
  const tagged = await addAssignment(owner, { personId: person.personId, tag, startsAt: later });
  const past = "2001-01-01T00:00:00.000Z";
  const named = await addAssignment(owner, {
    personId: person.personId,
    awsAccountId: (await findCatalogueRole(owner, roleId)).catalogueAccountId,
    roleNamePattern: "Dev*",
    expiresAt: past,
  });
  const find = async (input: Record<string, string>) =>
    (await listAssignmentsPage(auditor, { personId: person.personId, ...input })).items.map(
      (each) => each.id,
    );
  for (const [input, expected] of [
    [{ q: "zora" }, [own, tagged, named]],
    [{ q: "found=yes" }, [tagged]],
    [{ q: "dev* zora" }, [named]],
    [{ tag: "found" }, [tagged]],
    [{ tag: "found=no" }, []],
    [{ roleId }, [own, named]],
    [{ state: "now" }, [own]],
    [{ state: "not_begun" }, [tagged]],
    [{ state: "ended" }, [named]],
    [{ kind: "group" }, []],
    [{ managed: "none" }, [own, tagged, named]],
  ] as const)
    expect
      .soft((await find(input)).sort(), JSON.stringify(input))
      .toEqual(expected.map((each) => each.id).sort());
  for (const sort of ["principal", "target", "until", "added"])
    expect.soft(await find({ sort: `-${sort}` }), sort).toEqual((await find({ sort })).reverse());
  const first = await listAssignmentsPage(auditor, { personId: person.personId, limit: "2" });
  const second = await listAssignmentsPage(auditor, {
    personId: person.personId,
    limit: "2",
    cursor: first.next ?? "",
  });
  expect([...first.items, ...second.items].map((each) => each.id)).toEqual(await find({}));
});
