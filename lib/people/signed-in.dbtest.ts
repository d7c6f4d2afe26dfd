import { beforeAll, beforeEach, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import { findTokenViewer } from "#lib/auth/find-token-viewer.ts";
import { findViewer, openSignIn } from "#lib/auth/sign-in-sessions.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { createToken } from "#lib/clients/create-token.ts";
import { findClientViewer } from "#lib/clients/find-client-viewer.ts";
import { registerClient } from "#lib/clients/register-client.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import {
  awsRefusal,
  consent,
  pkceRegistration,
  proofOf,
  signInClient,
} from "#lib/testing/client-sign-ins.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { revokeAccessToken } from "#lib/tokens/revoke-access-token.ts";
import { endAllOfPerson } from "./end-all-of-person.ts";
import { endClientSignInOfPerson } from "./end-client-sign-in-of-person.ts";
import { endSignInOfPerson } from "./end-sign-in-of-person.ts";
import { listSignedIn } from "./list-signed-in.ts";

testDatabase();

let owner: Viewer;
let admin: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});
beforeEach(async () => {
  await db().counter.deleteMany();
  [admin, auditor, member] = [await addViewer("admin"), await addViewer("auditor"), await addViewer()];
});

const long = (viewer: Viewer): Viewer => ({
  ...viewer,
  signedInAt: new Date(now().getTime() - 301_000).toISOString(),
});

/** Signs a person in with a browser, an AWS client and a token, and tells whether each is still let in. */
async function everywhere(person: Viewer) {
  const { personId } = person;
  const { sid, signInId } = await transact((tx) =>
    openSignIn(tx, { personId, method: "password", origin: testRequest }),
  );
  const client = await signInClient(person);
  const { id: tokenId, token } = await addAccessToken(person, { name: "CI", scopes: ["catalogue:read"] });
  return {
    secrets: [sid, client.tokens.accessToken, client.tokens.refreshToken, token],
    signInId,
    clientSignInId: client.viewer.clientSignIn?.id ?? "",
    tokenId,
    letIn: async () => ({
      browser: (await findViewer({ sub: personId, sid }, testRequest)) !== null,
      client: (await findClientViewer(client.tokens.accessToken, testRequest)) !== null,
      token: (await findTokenViewer(token, testRequest)) !== null,
    }),
    refresh: () =>
      awsRefusal(() =>
        createToken(testRequest, {
          ...proofOf(client.client),
          grantType: "refresh_token",
          refreshToken: client.tokens.refreshToken,
        }),
      ),
  };
}

type Everywhere = Awaited<ReturnType<typeof everywhere>>;

/** Every way to end something of a person. */
const endings = (personId: string, { signInId, clientSignInId, tokenId }: Everywhere) => [
  (viewer: Viewer) => endSignInOfPerson(viewer, personId, signInId),
  (viewer: Viewer) => endClientSignInOfPerson(viewer, personId, clientSignInId),
  (viewer: Viewer) => revokeAccessToken(viewer, personId, tokenId),
  (viewer: Viewer) => endAllOfPerson(viewer, personId),
];

test("owners, admins and auditors see everything that is signed in as a person, and no secret of it", async () => {
  const theirs = await everywhere(member);
  await everywhere(await addViewer());
  for (const viewer of [owner, admin, auditor]) {
    const seen = await listSignedIn(viewer, member.personId);
    expect(seen.signIns.map(({ id }) => id).sort()).toEqual([member.signInId, theirs.signInId].sort());
    expect(seen.signIns[0]).toMatchObject({ current: false, method: "password", address: "192.0.2.1" });
    expect(seen.clientSignIns).toMatchObject([
      { id: theirs.clientSignInId, clientName: "botocore-client-acme", address: "192.0.2.1" },
    ]);
    expect(seen.tokens).toMatchObject([
      { id: theirs.tokenId, name: "CI", scopes: ["catalogue:read"], roles: null, onlyRoles: [], ended: null },
    ]);
    const said = JSON.stringify(seen);
    for (const secret of theirs.secrets) expect.soft(said).not.toContain(secret);
    expect.soft(said).not.toMatch(/hash|genkan_/i);
  }
  await expectNotAllowed([member], (viewer) => listSignedIn(viewer, member.personId));
  await expectRefused(async () => listSignedIn(owner, "nobody"), "person_not_found");
  expect((await listSignedIn(owner, owner.personId)).signIns.filter(({ current }) => current)).toHaveLength(
    1,
  );
});

test("what ended, expired or was idle for too long is not told", async () => {
  const theirs = await everywhere(member);
  await revokeAccessToken(owner, member.personId, theirs.tokenId);
  await endSignInOfPerson(owner, member.personId, theirs.signInId);
  await endClientSignInOfPerson(owner, member.personId, theirs.clientSignInId);
  const { signIns, ...rest } = await listSignedIn(owner, member.personId);
  expect(signIns.map(({ id }) => id)).toEqual([member.signInId]);
  expect(rest).toEqual({ clientSignIns: [], tokens: [] });
  await db().signIn.update({
    where: { id: member.signInId },
    data: { lastSeenAt: new Date(now().getTime() - 3_600_000) },
  });
  expect((await listSignedIn(owner, member.personId)).signIns).toEqual([]);
});

test("a token that is limited tells the first roles that it opens", async () => {
  const roleIds: string[] = [];
  for (let number = 10; number < 22; number += 1) {
    const arn = `arn:aws:iam::111122223333:role/Role${number}`;
    roleIds.push((await assignNewRole(owner, member, arn)).role.id);
  }
  const scopes = ["roles:credentials"];
  await addAccessToken(member, { name: "Laptop", scopes, roleIds });
  const [token] = (await listSignedIn(auditor, member.personId)).tokens;
  expect(token).toMatchObject({ name: "Laptop", scopes, roles: 12 });
  expect(token?.onlyRoles).toHaveLength(10);
  expect(token?.onlyRoles[0]).toEqual({ id: roleIds[0], label: "Role10", accountName: expect.any(String) });
});

test("a browser's sign-in is ended with its next request, and says who ended whose", async () => {
  const [theirs, other] = [await everywhere(member), await everywhere(member)];
  const { event } = await withEvent(() => endSignInOfPerson(admin, member.personId, theirs.signInId));
  expect(event).toMatchObject({
    event: "sign_in.ended",
    viewerId: admin.personId,
    subjectId: member.personId,
    fields: { person: member.sessionName, signInId: theirs.signInId, by: "admin" },
  });
  expect(await theirs.letIn()).toEqual({ browser: false, client: true, token: true });
  expect(await other.letIn()).toEqual({ browser: true, client: true, token: true });
  await expectRefused(async () => endSignInOfPerson(owner, member.personId, theirs.signInId), "not_found");
});

test("an AWS client's sign-in is ended with its next request, and says who ended whose", async () => {
  const [theirs, other] = [await everywhere(member), await everywhere(member)];
  const { event } = await withEvent(() =>
    endClientSignInOfPerson(admin, member.personId, theirs.clientSignInId),
  );
  expect(event).toMatchObject({
    event: "client_sign_in.ended",
    viewerId: admin.personId,
    subjectId: member.personId,
    fields: { person: member.sessionName, clientSignInId: theirs.clientSignInId, by: "admin" },
  });
  expect(await theirs.letIn()).toEqual({ browser: true, client: false, token: true });
  expect(await theirs.refresh()).toBe("InvalidGrantException");
  expect(await other.letIn()).toEqual({ browser: true, client: true, token: true });
  const row = await db().clientSignIn.findUniqueOrThrow({ where: { id: theirs.clientSignInId } });
  expect(row.endedBy).toBe("manager");
  await expectRefused(
    async () => endClientSignInOfPerson(owner, member.personId, theirs.clientSignInId),
    "client_sign_in_not_found",
  );
});

test("ending all ends everything of one person at once and of nobody else, with an event of each kind", async () => {
  const [first, second] = [await everywhere(member), await everywhere(member)];
  const others = await everywhere(await addViewer());
  const at = now();
  const opened = { sourceId: "default", serialNumber: "none", sealed: "none", createdAt: at, expiresAt: at };
  await db().mfaSession.create({ data: { ...opened, personId: member.personId } });
  const before = await lastSequence();
  expect(await endAllOfPerson(admin, member.personId)).toEqual({ signIns: 3, clientSignIns: 2, tokens: 2 });
  const common = { outcome: "done", viewerId: admin.personId, subjectId: member.personId };
  const fields = { person: member.sessionName, by: "admin" };
  expect(await eventsAfter(before)).toMatchObject([
    { ...common, event: "sign_in.ended", fields: { ...fields, ended: 3 } },
    { ...common, event: "client_sign_in.ended", fields: { ...fields, ended: 2 } },
    { ...common, event: "access_token.revoked", fields: { ...fields, revoked: 2 } },
  ]);
  for (const one of [first, second]) {
    expect.soft(await one.letIn()).toEqual({ browser: false, client: false, token: false });
    expect.soft(await one.refresh()).toBe("InvalidGrantException");
  }
  expect(await others.letIn()).toEqual({ browser: true, client: true, token: true });
  expect(await db().mfaSession.count({ where: { personId: member.personId } })).toBe(0);
  expect(await listSignedIn(admin, member.personId)).toEqual({ signIns: [], clientSignIns: [], tokens: [] });

  const again = await lastSequence();
  expect(await endAllOfPerson(admin, member.personId)).toEqual({ signIns: 0, clientSignIns: 0, tokens: 0 });
  expect(await eventsAfter(again)).toEqual([]);
});

test("what a person allowed and no client has redeemed yet is worth nothing after it", async () => {
  const client = await registerClient(testRequest, pkceRegistration);
  const code = await consent(member, client);
  await endAllOfPerson(owner, member.personId);
  expect(await awsRefusal(() => createToken(testRequest, code))).toBe("InvalidGrantException");
});

test("members and auditors end nothing, an admin nothing of owners and other admins, an owner anything", async () => {
  const boss = await addViewer("owner");
  const colleague = await addViewer("admin");
  for (const person of [member, boss, colleague]) {
    const theirs = await everywhere(person);
    for (const end of endings(person.personId, theirs))
      await expectNotAllowed([await addViewer(), auditor, ...(person === member ? [] : [admin])], end);
    expect.soft(await theirs.letIn()).toEqual({ browser: true, client: true, token: true });
    for (const end of endings(person.personId, theirs)) await end(owner);
    expect.soft(await theirs.letIn()).toEqual({ browser: false, client: false, token: false });
  }
});

test("ending what owners, admins and auditors have needs a sign-in of the last five minutes", async () => {
  for (const person of [await addViewer("owner"), await addViewer("admin"), auditor]) {
    const theirs = await everywhere(person);
    for (const end of endings(person.personId, theirs))
      await expectRefused(async () => end(long(owner)), "recent_sign_in_required", person.portalRole);
  }
  const theirs = await everywhere(auditor);
  for (const end of endings(auditor.personId, theirs)) await end(admin);
  const members = await everywhere(member);
  for (const end of endings(member.personId, members)) await end(long(admin));
  expect(await members.letIn()).toEqual({ browser: false, client: false, token: false });
});

test("an admin ends their own, whenever they signed in, and with all of it the browser that asks", async () => {
  const own = await everywhere(admin);
  for (const end of endings(admin.personId, own)) await end(long(admin));
  expect(await own.letIn()).toEqual({ browser: false, client: false, token: false });
  const row = await db().signIn.findUniqueOrThrow({ where: { id: admin.signInId } });
  expect(row.endedAt).not.toBeNull();
});

test("an id of another person's ends nothing", async () => {
  const theirs = await everywhere(await addViewer("owner"));
  const [endBrowser, endClient, revoke, endAll] = [
    () => endSignInOfPerson(admin, member.personId, theirs.signInId),
    () => endClientSignInOfPerson(admin, member.personId, theirs.clientSignInId),
    () => revokeAccessToken(admin, member.personId, theirs.tokenId),
    () => endAllOfPerson(admin, "nobody"),
  ];
  await expectRefused(endBrowser, "not_found");
  await expectRefused(endClient, "client_sign_in_not_found");
  await expectRefused(revoke, "token_not_found");
  await expectRefused(endAll, "person_not_found");
  expect(await theirs.letIn()).toEqual({ browser: true, client: true, token: true });
});

test("a token that is being made while all ends is ended as well, or not made", async () => {
  for (let round = 0; round < 10; round += 1) {
    const person = await addViewer();
    const making = addAccessToken(person, { name: "CI", scopes: ["catalogue:read"] }).then(
      () => "made",
      (error: { code?: string }) => error.code,
    );
    const [made] = await Promise.all([making, endAllOfPerson(owner, person.personId)]);
    expect.soft(["made", "sign_in_required"]).toContain(made);
    expect.soft((await listSignedIn(owner, person.personId)).tokens).toEqual([]);
  }
});
