import { beforeAll, expect, test } from "vitest";
import { findAssignedRole } from "#lib/access/find-assigned-role.ts";
import { transact } from "#lib/audit/transact.ts";
import { resetSecondFactor } from "#lib/auth/second-factor/reset-second-factor.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addPerson } from "./add-person.ts";
import { changePerson } from "./change-person.ts";
import { invitePerson } from "./invite-person.ts";
import { renewInvitation } from "./renew-invitation.ts";

testDatabase();

const password = "correct horse battery";
let owner: Viewer;
let admin: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
});

test("an admin adds members and nobody else", async () => {
  const input = { name: "New", email: "by-admin@example.com", password };
  for (const portalRole of ["owner", "admin", "auditor"])
    await expectNotAllowed([admin], (viewer) => addPerson(viewer, { ...input, portalRole }));
  const { answer, event } = await withEvent(() => addPerson(admin, input));
  expect(answer.portalRole).toBe("member");
  expect(event).toMatchObject({ event: "person.added", fields: { by: "admin" } });
});

test("an admin changes members and auditors, but no portal role, whatever it says", async () => {
  for (const portalRole of ["member", "auditor"] as const) {
    const person = await addViewer(portalRole, { loginEmail: `${portalRole}@example.com` });
    for (const wanted of ["owner", "admin", "auditor", "member"])
      await expectNotAllowed([admin], (viewer) =>
        changePerson(viewer, person.personId, { portalRole: wanted }),
      );
    for (const change of [{ name: "Renamed" }, { password }, { disabled: true }, { disabled: false }])
      expect((await changePerson(admin, person.personId, change)).portalRole).toBe(portalRole);
    await expectRefused(async () => resetSecondFactor(admin, person.personId), "not_found");
  }
});

test("an admin never touches an owner or an admin, themselves included", async () => {
  for (const other of [owner, await addViewer("admin"), admin]) {
    for (const change of [{ name: "Taken over" }, { password }, { disabled: true }])
      await expectNotAllowed([admin], (viewer) => changePerson(viewer, other.personId, change));
    await expectNotAllowed([admin], (viewer) => resetSecondFactor(viewer, other.personId));
  }
});

test("an admin's change of an auditor's password needs a recent sign-in, a member's does not", async () => {
  const old = { ...admin, signedInAt: new Date(Date.now() - 301_000).toISOString() };
  const auditor = await addViewer("auditor", { loginEmail: "old-auditor@example.com" });
  const member = await addViewer("member", { loginEmail: "old-member@example.com" });
  await expectRefused(
    async () => changePerson(old, auditor.personId, { password }),
    "recent_sign_in_required",
  );
  expect((await changePerson(old, member.personId, { password })).id).toBe(member.personId);
});

test("an owner makes admins, with a recent sign-in", async () => {
  const person = await addViewer();
  const old = { ...owner, signedInAt: new Date(Date.now() - 301_000).toISOString() };
  const change = { portalRole: "admin" };
  await expectRefused(async () => changePerson(old, person.personId, change), "recent_sign_in_required");
  const { event } = await withEvent(() => changePerson(owner, person.personId, change));
  expect(event).toMatchObject({ event: "person.changed", fields: { portalRole: "admin" } });
});

test("a link that an admin holds is worth nothing once its person is to be more than a member", async () => {
  const invited = { name: "Invited", email: "risen@example.com" };
  const { person, link } = await invitePerson(admin, invited);
  const token = new URL(link).hash.replace("#token=", "");
  const { event } = await withEvent(() => changePerson(owner, person.id, { portalRole: "owner" }));
  expect(event.fields).toMatchObject({ portalRole: "owner", invitationsRevoked: 1 });
  const claims = { issuer: "https://id.example.com", subject: "whoever-has-the-link" };
  expect(await refusalCode(signInWithIdentity(testRequest, claims, token))).toBe("invitation_invalid");
  await expectNotAllowed([admin], (viewer) => renewInvitation(viewer, person.id, {}));
});

test("who becomes an auditor has no role from the next question on, and again when they are one no more", async () => {
  const person = await addViewer();
  const { role } = await assignNewRole(owner, person, "arn:aws:iam::222222222222:role/Auditable");
  const has = () => transact(async (tx) => (await findAssignedRole(tx, person, role.id)) !== null);
  expect(await has()).toBe(true);
  await changePerson(owner, person.personId, { portalRole: "auditor" });
  expect(await has()).toBe(false);
  await changePerson(owner, person.personId, { portalRole: "member" });
  expect(await has()).toBe(true);
  // Whoever is to rule signs in anew: what was opened before gives nothing.
  await changePerson(owner, person.personId, { portalRole: "admin" });
  expect(await has()).toBe(false);
});
