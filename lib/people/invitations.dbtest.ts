import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testOrigin, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused } from "#lib/testing/verb-promises.ts";

// Argon2 in name only: these tests race for invitations, and its cost is proved elsewhere.
let hashes = 0;
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:crypto")>();
  const argon2: typeof original.argon2 = (_algorithm, { message, nonce }, callback) => {
    hashes += 1;
    const text = Buffer.concat([Buffer.from(message as Buffer), Buffer.from(nonce as Buffer)]);
    setImmediate(() => callback(null, original.createHash("sha256").update(text).digest()));
  };
  return { ...original, argon2 };
});
const { acceptInvitation } = await import("#lib/auth/accept-invitation.ts");
const { findInvitation } = await import("#lib/auth/find-invitation.ts");
const { signInWithIdentity } = await import("#lib/auth/sign-in-with-identity.ts");
const { signInWithPassword } = await import("#lib/auth/sign-in-with-password.ts");
const { addGroup } = await import("#lib/groups/add-group.ts");
const { findGroup } = await import("#lib/groups/find-group.ts");
const { changePerson } = await import("./change-person.ts");
const { invitePerson } = await import("./invite-person.ts");
const { listInvitations } = await import("./list-invitations.ts");
const { renewInvitation } = await import("./renew-invitation.ts");
const { revokeInvitation } = await import("./revoke-invitation.ts");

testDatabase();

const password = "correct horse battery";
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
beforeEach(async () => {
  await db().counter.deleteMany();
});

let count = 0;
const fresh = (text: string) => `${text}-${++count}`;
async function invite(more: object = {}, viewer = admin) {
  const email = `${fresh("Invited")}@Example.com`;
  const made = await invitePerson(viewer, { name: "Invited", email, ...more });
  return { ...made, email, token: tokenOf(made.link), personId: made.person.id };
}
const tokenOf = (link: string) => new URL(link).hash.replace("#token=", "");
const accept = (token: string, given = password, address = "192.0.2.1") =>
  acceptInvitation({ ...testRequest, address }, { token, password: given });
const identity = (subject: string, groups: string[] = []) => ({
  issuer: "https://id.example.com",
  subject,
  email: "another@example.com",
  groups,
});
const bind = (token: string, subject: string, groups: string[] = [], address = "192.0.2.1") =>
  signInWithIdentity({ ...testRequest, address }, identity(subject, groups), token);
const look = (token: string) => findInvitation(testRequest, { token });
async function refused(call: () => Promise<unknown>) {
  const before = await lastSequence();
  const code = await refusalCode(call);
  const told = (await eventsAfter(before)).map(({ event, fields }) => `${event} ${fields.code}`);
  return { code, told };
}

test("an invited person is there at once, in their groups, with a link that is nowhere else", async () => {
  const group = await addGroup(admin, { name: fresh("Group") });
  const before = await lastSequence();
  const { person, invitation, link, token } = await invite({ groupIds: [group.id] });
  expect(link.startsWith(`${testOrigin}/invitation#token=`)).toBe(true);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(person).toMatchObject({ portalRole: "member", signsInWith: [] });
  expect(invitation).toMatchObject({ state: "open", person: { id: person.id } });
  expect(Date.parse(invitation.expiresAt) - Date.parse(invitation.createdAt)).toBe(7 * 86_400_000);
  const events = await eventsAfter(before);
  expect(events.map(({ event }) => event)).toEqual(["person.added", "group.member_added", "person.invited"]);
  expect((await findGroup(auditor, group.id)).members).toMatchObject([{ id: person.id, byHand: true }]);
  const rows = await db().invitation.findMany({ where: { personId: person.id } });
  const everywhere = JSON.stringify([events, rows, await listInvitations(auditor)]);
  expect(everywhere).not.toContain(token);
});

test("whoever has the link sees who is meant and how to sign in, and nothing is used up by it", async () => {
  const { token, email } = await invite();
  for (let round = 0; round < 2; round += 1)
    expect(await look(token)).toEqual({
      name: "Invited",
      email,
      portal: new URL(testOrigin).host,
      expiresAt: expect.any(String),
      oidc: null,
    });
});

test("with a password the person signs in from then on, and the link is used up", async () => {
  const { token, email, personId } = await invite();
  const before = await lastSequence();
  expect(await accept(token)).toEqual({ email });
  expect(await eventsAfter(before)).toMatchObject([
    { event: "invitation.accepted", viewerId: personId, subjectId: personId, fields: { method: "password" } },
  ]);
  expect((await signInWithPassword(testRequest, { email: email.toLowerCase(), password })).personId).toBe(
    personId,
  );
  expect((await listInvitations(auditor)).find((one) => one.person.id === personId)?.state).toBe("accepted");
  const told = ["invitation.refused invitation_invalid"];
  expect(await refused(() => accept(token))).toEqual({ code: "invitation_invalid", told });
  expect(await refused(() => look(token))).toEqual({ code: "invitation_invalid", told });
  expect(await refused(() => bind(token, fresh("late")))).toEqual({ code: "invitation_invalid", told });
});

test("with an identity the person is bound by issuer and subject, and their claim's groups apply at once", async () => {
  const claim = fresh("claim");
  const group = await addGroup(admin, { name: fresh("Group"), claim });
  const { token, email, personId } = await invite();
  const subject = fresh("subject");
  const before = await lastSequence();
  expect((await bind(token, subject, [claim])).personId).toBe(personId);
  expect((await eventsAfter(before)).map(({ event }) => event)).toEqual([
    "invitation.accepted",
    "group.member_added",
    "sign_in.succeeded",
  ]);
  expect((await findGroup(auditor, group.id)).members).toMatchObject([{ id: personId, byClaim: true }]);
  expect((await signInWithIdentity(testRequest, identity(subject))).personId).toBe(personId);
  const { email: kept } = await db().person.findUniqueOrThrow({ where: { id: personId } });
  expect(kept).toBe(email);
  expect((await refused(() => bind(token, fresh("other")))).code).toBe("invitation_invalid");
});

test("an identity with the invited e-mail is somebody else until it brings the link", async () => {
  const { email, personId } = await invite();
  const claims = { ...identity(fresh("subject")), email };
  expect((await signInWithIdentity(testRequest, claims)).personId).not.toBe(personId);
});

test("an identity that is somebody's already is refused, and the link still works", async () => {
  const { token, personId } = await invite();
  const subject = fresh("taken");
  await signInWithIdentity(testRequest, identity(subject));
  expect(await refused(() => bind(token, subject))).toEqual({
    code: "identity_taken",
    told: ["invitation.refused identity_taken"],
  });
  expect((await bind(token, fresh("free"))).personId).toBe(personId);
});

test("an e-mail that somebody signs in with is refused, and the link still works", async () => {
  const { token, email, personId } = await invite();
  await addViewer("member", { loginEmail: email.toLowerCase() });
  expect((await refused(() => accept(token))).code).toBe("email_taken");
  expect((await bind(token, fresh("instead"))).personId).toBe(personId);
  await expectRefused(async () => invitePerson(admin, { name: "x", email }), "email_taken");
});

test("unknown, revoked, replaced and ended links, and those of disabled people, are all answered alike", async () => {
  const dead = ["x", "y".repeat(43)];
  const revoked = await invite();
  await revokeInvitation(admin, revoked.personId);
  await expectRefused(async () => revokeInvitation(admin, revoked.personId), "invitation_not_found");
  const replaced = await invite();
  const renewed = await renewInvitation(admin, replaced.personId, { expiresInDays: 30 });
  const ended = await invite();
  await db().invitation.updateMany({
    where: { personId: ended.personId },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  const disabled = await invite();
  await changePerson(admin, disabled.personId, { disabled: true });
  dead.push(...[revoked, replaced, ended, disabled].map((one) => one.token));
  hashes = 0;
  for (const token of dead)
    for (const call of [() => accept(token), () => look(token), () => bind(token, fresh("dead"))])
      expect.soft(await refused(call), token).toEqual({
        code: "invitation_invalid",
        told: ["invitation.refused invitation_invalid"],
      });
  expect(hashes).toBe(0);
  await changePerson(admin, disabled.personId, { disabled: false });
  expect((await refused(() => accept(disabled.token))).code).toBe("invitation_invalid");
  expect(await refusalCode(accept(tokenOf(renewed.link)))).toBe("none");
  const states = new Map((await listInvitations(auditor)).map((one) => [one.id, one.state]));
  expect([revoked, replaced, ended].map((one) => states.get(one.invitation.id))).toEqual([
    "revoked",
    "revoked",
    "ended",
  ]);
});

test("who has signed in already is not invited again, nor is who is disabled or nobody", async () => {
  const { token, personId } = await invite();
  await accept(token);
  await expectRefused(async () => renewInvitation(admin, personId, {}), "person_signed_in_already");
  const other = await invite();
  await changePerson(admin, other.personId, { disabled: true });
  await expectRefused(async () => renewInvitation(admin, other.personId, {}), "person_disabled");
  await expectRefused(async () => renewInvitation(admin, "nobody", {}), "person_not_found");
  await expectRefused(async () => revokeInvitation(admin, "nobody"), "person_not_found");
});

test("auditors and members invite nobody; admins invite members only; owners need a recent sign-in for more", async () => {
  const { personId } = await invite({ portalRole: "auditor" }, owner);
  const anyone = { name: "x", email: "x@example.com" };
  await expectNotAllowed([auditor, member], (viewer) => invitePerson(viewer, anyone));
  await expectNotAllowed([auditor, member], (viewer) => renewInvitation(viewer, personId, {}));
  await expectNotAllowed([auditor, member], (viewer) => revokeInvitation(viewer, personId));
  await expectNotAllowed([member], (viewer) => listInvitations(viewer));
  const old = { ...owner, signedInAt: new Date(Date.now() - 301_000).toISOString() };
  for (const portalRole of ["owner", "admin", "auditor"] as const) {
    await expectNotAllowed([admin], (viewer) => invitePerson(viewer, { ...anyone, portalRole }));
    await expectRefused(async () => invitePerson(old, { ...anyone, portalRole }), "recent_sign_in_required");
  }
  const rules = await invite({ portalRole: "admin" }, owner);
  await expectNotAllowed([admin], (viewer) => renewInvitation(viewer, rules.personId, {}));
  await expectNotAllowed([admin], (viewer) => revokeInvitation(viewer, rules.personId));
  await expectRefused(async () => renewInvitation(old, rules.personId, {}), "recent_sign_in_required");
});

test.each([
  { email: "no address" },
  { name: " " },
  { expiresInDays: 0 },
  { expiresInDays: 31 },
  { expiresInDays: 1.5 },
  { portalRole: "root" },
  { password },
  { groupIds: "x" },
])("refuses %j", async (fields) => {
  const input = { name: "x", email: "bad@example.com", ...fields };
  await expectRefused(async () => invitePerson(admin, input), "invalid_input");
});

test("a group of nobody's invites nobody, and a short password leaves the link as it was", async () => {
  const groupIds = ["no-such-group"];
  await expectRefused(
    async () => invitePerson(admin, { name: "x", email: "g@example.com", groupIds }),
    "group_not_found",
  );
  const { token } = await invite();
  expect(await refusalCode(accept(token, "short"))).toBe("password_too_short");
  expect(await refusalCode(accept(token))).toBe("none");
});

test("attempts from one address come to an end", async () => {
  const { token } = await invite();
  for (let attempt = 0; attempt < 200; attempt += 1) await refusalCode(look(`guess-${attempt}`));
  expect(await refusalCode(look(token))).toBe("too_many_attempts");
  expect(await refusalCode(accept(token))).toBe("too_many_attempts");
  expect(await refusalCode(accept(token, password, "198.51.100.9"))).toBe("none");
});

test("of 50 who accept an invitation at once exactly one does, every round, whichever way", async () => {
  const rounds = 6;
  for (let round = 0; round < rounds; round += 1) {
    const { token, personId } = await invite();
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const address = `203.0.113.${index}`;
        const subject = `race-${round}-${index}`;
        return refusalCode(
          index % 2 === 0 ? bind(token, subject, [], address) : accept(token, password, address),
        );
      }),
    );
    expect(codes.filter((code) => code === "none")).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["none", "invitation_invalid"]));
    const { loginEmail, _count } = await db().person.findUniqueOrThrow({
      where: { id: personId },
      select: { loginEmail: true, _count: { select: { identities: true } } },
    });
    expect((loginEmail === null ? 0 : 1) + _count.identities).toBe(1);
    expect(
      await db().auditEvent.count({ where: { subjectId: personId, event: "invitation.accepted" } }),
    ).toBe(1);
  }
  printFigure("G8 invitation", { provider: testProvider, atOnce: 50, rounds });
}, 120_000);
