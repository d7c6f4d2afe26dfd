import { beforeAll, expect, test } from "vitest";
import { listAuditEvents } from "#lib/audit/list-events.ts";
import { changeOwnSettings } from "#lib/auth/change-own-settings.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { connect, db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addPerson } from "./add-person.ts";
import { changePerson } from "./change-person.ts";
import { listPeoplePage } from "./list-people-page.ts";

testDatabase();

let owner: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
});

const input = (email: string) => ({ name: "New", email, password: "correct horse battery" });

test("an owner adds a person, who is a member unless said otherwise and whose password is nowhere", async () => {
  const { answer, event } = await withEvent(() => addPerson(owner, input("New.One@example.com")));
  expect(answer).toMatchObject({
    portalRole: "member",
    sessionName: "new.one@example.com",
    signsInWith: ["password"],
  });
  expect(event).toMatchObject({ event: "person.added", viewerId: owner.personId, subjectId: answer.id });
  const everything = JSON.stringify([answer, event, await listPeoplePage(owner, {})]);
  expect(everything).not.toContain("correct horse");
  expect(everything).not.toContain("argon2");
  await expectRefused(async () => addPerson(owner, input("NEW.one@example.com")), "email_taken");
});

test("whoever is not an owner adds and changes nobody, not even themselves; members do not list", async () => {
  await expectNotAllowed([member, auditor], (viewer) => addPerson(viewer, input("no@example.com")));
  await expectNotAllowed([member, auditor], (viewer) =>
    changePerson(viewer, viewer.personId, { portalRole: "owner" }),
  );
  await expectNotAllowed([member, auditor], (viewer) =>
    changePerson(viewer, owner.personId, { disabled: true }),
  );
  await expectNotAllowed([member], (viewer) => listPeoplePage(viewer, {}));
  await expectNotAllowed([member], (viewer) => listAuditEvents(viewer, {}));
  expect((await listPeoplePage(auditor, {})).total).toBeGreaterThan(2);
});

test.each([
  [{ email: "no address" }, "invalid_input"],
  [{ email: "" }, "invalid_input"],
  [{ email: `${"x".repeat(320)}@example.com` }, "invalid_input"],
  [{ name: " " }, "invalid_input"],
  [{ name: "x".repeat(101) }, "invalid_input"],
  [{ password: "short" }, "password_too_short"],
  [{ password: "x".repeat(257) }, "password_too_long"],
  [{ password: undefined }, "invalid_input"],
  [{ portalRole: "root" }, "invalid_input"],
  [{ sessionName: "somebody" }, "invalid_input"],
  [{ id: "chosen" }, "invalid_input"],
  [{ passwordHash: "chosen" }, "invalid_input"],
])("refuses %j with %s", async (fields, code) => {
  await expectRefused(async () => addPerson(owner, { ...input("bad@example.com"), ...fields }), code);
});

test("refuses ids of nobody and fields that are not to be changed", async () => {
  for (const id of ["no-such-id", "", "' OR 1=1 --"])
    await expectRefused(async () => changePerson(owner, id, { name: "x" }), "person_not_found");
  for (const fields of [
    { email: "x@example.com" },
    { sessionName: "x" },
    { disabledAt: null },
    { portalRole: "x" },
  ])
    await expectRefused(async () => changePerson(owner, member.personId, fields), "invalid_input");
});

test("an owner renames, disables and enables, each on record under its name", async () => {
  const person = await addViewer("member");
  const event = async (change: object) =>
    (await withEvent(() => changePerson(owner, person.personId, change))).event;
  expect(await event({ name: "Renamed" })).toMatchObject({
    event: "person.changed",
    fields: { name: "Renamed" },
  });
  expect(await event({ disabled: true })).toMatchObject({
    event: "person.disabled",
    fields: { signInsEnded: 1 },
  });
  expect((await event({ disabled: true })).event).toBe("person.changed");
  expect((await event({ disabled: false })).event).toBe("person.enabled");
});

test("a portal role is changed with a sign-in of the last five minutes only", async () => {
  const person = await addViewer("member");
  const old = { ...owner, signedInAt: new Date(Date.now() - 5 * 60_000 - 1000).toISOString() };
  await expectRefused(
    async () => changePerson(old, person.personId, { portalRole: "auditor" }),
    "recent_sign_in_required",
  );
  expect(await changePerson(owner, person.personId, { portalRole: "auditor" })).toMatchObject({
    portalRole: "auditor",
  });
  expect(await refusalCode(changePerson(old, person.personId, { portalRole: "auditor" }))).toBe("none");
});

test("with an older sign-in nobody who rules is added, given a password, disabled or enabled", async () => {
  const old = { ...owner, signedInAt: new Date(Date.now() - 5 * 60_000 - 1000).toISOString() };
  const password = "another long password";
  for (const portalRole of ["owner", "auditor"] as const) {
    const fields = { ...input(`new-${portalRole}@example.com`), portalRole };
    await expectRefused(async () => addPerson(old, fields), "recent_sign_in_required");
    const added = await addPerson(owner, fields);
    for (const change of [{ password }, { disabled: true }])
      await expectRefused(async () => changePerson(old, added.id, change), "recent_sign_in_required");
    expect(await refusalCode(changePerson(owner, added.id, { password, disabled: true }))).toBe("none");
    await expectRefused(
      async () => changePerson(old, added.id, { disabled: false }),
      "recent_sign_in_required",
    );
    expect(await refusalCode(changePerson(old, added.id, { name: "Renamed", disabled: true }))).toBe("none");
  }
  const plain = await addPerson(old, input("new-member@example.com"));
  expect(await refusalCode(changePerson(old, plain.id, { password, disabled: true }))).toBe("none");
});

test.runIf(testProvider === "postgresql")(
  "a person disabled meanwhile elsewhere stays disabled",
  async () => {
    const person = await addViewer("member");
    const elsewhere = connect(env().DATABASE_URL);
    let renaming: Promise<unknown> = Promise.resolve();
    await elsewhere.$transaction(async (tx) => {
      await tx.person.update({ where: { id: person.personId }, data: { disabledAt: new Date() } });
      renaming = changePerson(owner, person.personId, { name: "Renamed" });
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(await renaming).toMatchObject({ name: "Renamed", disabledAt: expect.any(String) });
    await elsewhere.$disconnect();
  },
);

test("somebody of an identity provider is given no password", async () => {
  const person = await addViewer("member");
  await expectRefused(
    async () => changePerson(owner, person.personId, { password: "correct horse battery" }),
    "invalid_input",
  );
});

test("the last owner stays one, however they are asked to go", async () => {
  for (const change of [
    { disabled: true },
    { portalRole: "member" },
    { portalRole: "auditor", disabled: true },
  ])
    await expectRefused(async () => changePerson(owner, owner.personId, change), "last_owner");
});

test("of owners who remove each other at once, one always stays", async () => {
  const rounds = 25;
  const outcomes: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    const others = [await addViewer("owner"), await addViewer("owner")];
    const all = [owner, ...others];
    await db().person.updateMany({
      where: { id: { in: all.map((one) => one.personId) } },
      data: { portalRole: "owner", disabledAt: null },
    });
    const codes = await Promise.all(
      all.map((viewer, index) => {
        const victim = all[(index + 1) % all.length] ?? owner;
        const change = (round + index) % 2 === 0 ? { disabled: true } : { portalRole: "member" };
        return refusalCode(changePerson(viewer, victim.personId, change));
      }),
    );
    for (const code of codes) outcomes[code] = (outcomes[code] ?? 0) + 1;
    const left = await db().person.count({ where: { portalRole: "owner", disabledAt: null } });
    expect(left).toBe(1);
    await db().person.updateMany({
      where: { id: owner.personId },
      data: { portalRole: "owner", disabledAt: null },
    });
    await db().person.updateMany({
      where: { id: { in: others.map((one) => one.personId) } },
      data: { portalRole: "member" },
    });
  }
  printFigure("last owner", { provider: testProvider, rounds, ...outcomes });
  expect(outcomes).toEqual({ none: rounds * 2, last_owner: rounds });
});

test("people choose their own language and theme, and nothing else", async () => {
  const { answer, event } = await withEvent(() => changeOwnSettings(member, { locale: "ja", theme: "dark" }));
  expect(answer).toEqual({ locale: "ja", theme: "dark" });
  expect(event).toMatchObject({ event: "person.changed", subjectId: member.personId });
  for (const fields of [
    { locale: "fr" },
    { theme: "blue" },
    { portalRole: "owner" },
    { personId: owner.personId },
  ])
    await expectRefused(async () => changeOwnSettings(member, fields), "invalid_input");
});

test("the audit log is read by filter and page, the newest first", async () => {
  const all = await listAuditEvents(auditor, { limit: "500" });
  const sequences = all.events.map((event) => event.sequence);
  expect(sequences).toEqual([...sequences].sort((a, b) => b - a));
  const paged: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await listAuditEvents(auditor, { limit: "7", ...(before && { before: String(before) }) });
    paged.push(...page.events.map((event) => event.sequence));
    before = page.next;
  }
  expect(paged.slice(0, sequences.length)).toEqual(sequences);
  const added = await listAuditEvents(auditor, { event: "person.added", limit: 500, viewer: "" });
  expect(added.events.every((event) => event.event === "person.added")).toBe(true);
  expect(added.events.length).toBeGreaterThan(0);
  const own = await listAuditEvents(auditor, { viewer: member.personId });
  expect(own.events.every((event) => event.viewerId === member.personId)).toBe(true);
  const ofMember = await listAuditEvents(auditor, { viewer: member.sessionName });
  expect(ofMember.events.length).toBeGreaterThan(0);
  expect(await listAuditEvents(auditor, { viewer: member.sessionName.toUpperCase() })).toEqual(ofMember);
  const today = new Date().toISOString().slice(0, 10);
  expect((await listAuditEvents(auditor, { from: today, to: today, limit: 500 })).events.length).toBe(
    sequences.length,
  );
  expect(
    (await listAuditEvents(auditor, { from: "2000-01-01", to: "2999-12-31", limit: 500 })).events.length,
  ).toBe(sequences.length);
  expect((await listAuditEvents(auditor, { to: "2020-01-01" })).events).toEqual([]);
  for (const filter of [
    { limit: "0" },
    { limit: "501" },
    { before: "x" },
    { from: "yesterday" },
    { from: "0000-01-01T00:00:00Z" },
    { to: "9999-12-31T23:59:59-12:00" },
    { to: "0000-01-01" },
    { event: "nothing" },
    { outcome: "x" },
  ])
    expect(await refusalCode(() => listAuditEvents(auditor, filter)), JSON.stringify(filter)).toBe(
      "invalid_input",
    );
});
