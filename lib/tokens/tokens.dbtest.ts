import { beforeAll, beforeEach, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import { endAllSignIns } from "#lib/auth/end-all-sign-ins.ts";
import { findTokenViewer } from "#lib/auth/find-token-viewer.ts";
import { refuseToken } from "#lib/auth/refuse-token.ts";
import { requireOpenSignIn } from "#lib/auth/require-open-sign-in.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { requireFreshSecondFactor } from "#lib/auth/second-factor/require-fresh-second-factor.ts";
import { type TokenScope, tokenScopes, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addAccessToken } from "./add-access-token.ts";
import { listAccessTokens, listOwnAccessTokens } from "./list-access-tokens.ts";
import { revokeAccessToken, revokeOwnAccessToken } from "./revoke-access-token.ts";

testDatabase();

let owner: Viewer;
let admin: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});
beforeEach(async () => {
  [admin, auditor, member] = [await addViewer("admin"), await addViewer("auditor"), await addViewer()];
});

const input = (scopes: readonly TokenScope[] = ["catalogue:read"]) => ({ name: "CI", scopes });
const asked = { method: "GET", path: "/api/catalogue" };
const find = (token: string) => findTokenViewer(token, testRequest);

async function tokenViewer(person: Viewer, scopes: readonly TokenScope[] = tokenScopes): Promise<Viewer> {
  const { token } = await addAccessToken(person, input(scopes));
  const viewer = await find(token);
  if (!viewer) throw new Error("the token is nobody's");
  return viewer;
}

test("a token is told once, stands for its person with its scopes, and is nowhere", async () => {
  const { answer, event } = await withEvent(() =>
    addAccessToken(member, {
      name: " CI ",
      scopes: ["roles:use", "catalogue:read", "roles:use"],
      expiresInDays: 1,
    }),
  );
  const { token, ...view } = answer;
  expect(token).toMatch(/^genkan_pat_[\w-]{43}$/);
  expect(view).toMatchObject({ name: "CI", last4: token.slice(-4), lastUsedAt: null, ended: null });
  expect(Date.parse(view.expiresAt) - Date.parse(view.createdAt)).toBe(86_400_000);
  expect(event).toMatchObject({
    event: "access_token.added",
    viewerId: member.personId,
    fields: { name: "CI", scopes: ["catalogue:read", "roles:use"], last4: view.last4 },
  });
  expect(await find(token)).toEqual({
    ...member,
    signInId: `token:${view.id}`,
    accessToken: { id: view.id, scopes: ["catalogue:read", "roles:use"], limitedToRoles: false },
    signedInAt: view.createdAt,
  });
  const said = JSON.stringify([event, await everythingStored(), await listOwnAccessTokens(member)]);
  expect(said).not.toContain(token.slice(11));
  expect((await listOwnAccessTokens(member))[0]?.lastUsedAddress).toBe(testRequest.address);
});

test("lasts 90 days unless said otherwise", async () => {
  const { createdAt, expiresAt } = await addAccessToken(member, input());
  expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(90 * 86_400_000);
});

test.each([
  { scopes: [] },
  { scopes: ["everything"] },
  { scopes: undefined },
  { scopes: "catalogue:read" },
  { name: " " },
  { name: "x".repeat(101) },
  { expiresInDays: 0 },
  { expiresInDays: 367 },
  { expiresInDays: 1.5 },
  { expiresInDays: null },
  { token: "chosen" },
  { personId: "chosen" },
])("refuses %j", async (fields) => {
  await expectRefused(async () => addAccessToken(member, { ...input(), ...fields }), "invalid_input");
});

test("a sign-in of before five minutes makes none, and neither does a token or an ended sign-in", async () => {
  const old = { ...member, signedInAt: new Date(Date.now() - 301_000).toISOString() };
  await expectRefused(async () => addAccessToken(old, input()), "recent_sign_in_required");
  const viewer = await tokenViewer(owner);
  await expectRefused(async () => addAccessToken(viewer, input()), "recent_sign_in_required");
  await db().signIn.update({ where: { id: member.signInId }, data: { endedAt: now() } });
  await expectRefused(async () => addAccessToken(member, input()), "sign_in_required");
});

test("a person has twenty in force at most, whoever asks at once; one that ended makes room", async () => {
  const asking = Array.from({ length: 24 }, () => refusalCode(() => addAccessToken(member, input())));
  const codes = await Promise.all(asking);
  expect(codes.filter((code) => code === "too_many_tokens")).toHaveLength(4);
  const tokens = await listOwnAccessTokens(member);
  expect(tokens).toHaveLength(20);
  const [first, second] = tokens.map(({ id }) => id);
  await revokeOwnAccessToken(member, first ?? "");
  await addAccessToken(member, input());
  await expectRefused(async () => addAccessToken(member, input()), "too_many_tokens");
  await db().accessToken.update({ where: { id: second ?? "" }, data: { expiresAt: now() } });
  await addAccessToken(member, input());
});

test("is nobody's once revoked, expired or its person disabled, and as what it never was", async () => {
  const { id, token } = await addAccessToken(member, input());
  for (const wrong of [
    "",
    token.slice(0, -1),
    `${token}x`,
    token.toUpperCase(),
    ` ${token}`,
    token.slice(11),
  ])
    expect(await find(wrong)).toBeNull();
  await db().accessToken.update({ where: { id }, data: { expiresAt: now() } });
  expect(await find(token)).toBeNull();
  expect(await listOwnAccessTokens(member)).toMatchObject([{ id, ended: "expired" }]);
  await db().accessToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() + 60_000) } });
  expect(await find(token)).not.toBeNull();
  await db().person.update({ where: { id: member.personId }, data: { disabledAt: now() } });
  expect(await find(token)).toBeNull();
  await db().person.update({ where: { id: member.personId }, data: { disabledAt: null } });
  expect(await find(token)).not.toBeNull();
  const { event } = await withEvent(() => revokeOwnAccessToken(member, id));
  expect(event).toMatchObject({ event: "access_token.revoked", fields: { tokenId: id, name: "CI" } });
  expect(JSON.stringify(event)).not.toContain(token.slice(11));
  expect(await find(token)).toBeNull();
  expect(await listOwnAccessTokens(member)).toMatchObject([{ id, ended: "revoked" }]);
  await expectRefused(async () => revokeOwnAccessToken(member, id), "token_not_found");
});

test("its last use is noted, once a minute at most", async () => {
  const { id, token } = await addAccessToken(member, input());
  const at = (ago: number) => new Date(now().getTime() - ago);
  for (const [lastUsedAt, moves] of [
    [at(59_000), false],
    [at(61_000), true],
  ] as const) {
    await db().accessToken.update({ where: { id }, data: { lastUsedAt, lastUsedAddress: "192.0.2.9" } });
    await find(token);
    const row = await db().accessToken.findUniqueOrThrow({ where: { id } });
    expect(row.lastUsedAt?.getTime() !== lastUsedAt.getTime()).toBe(moves);
    expect(row.lastUsedAddress).toBe(moves ? testRequest.address : "192.0.2.9");
  }
});

test("a token's power follows its person's portal role", async () => {
  const { token } = await addAccessToken(owner, input());
  expect((await find(token))?.portalRole).toBe("owner");
  const { token: promoted } = await addAccessToken(member, input());
  await changePerson(owner, member.personId, { portalRole: "auditor" });
  expect((await find(promoted))?.portalRole).toBe("auditor");
});

test("what a new password or disabling ends includes the tokens, for good", async () => {
  const { token, id } = await addAccessToken(member, input());
  const { event } = await withEvent(() => changePerson(owner, member.personId, { disabled: true }));
  expect(event.fields).toMatchObject({ tokensRevoked: 1 });
  await changePerson(owner, member.personId, { disabled: false });
  expect(await find(token)).toBeNull();
  expect(await listAccessTokens(owner, member.personId)).toMatchObject([{ id, ended: "revoked" }]);

  const withPassword = await addViewer("member", { loginEmail: "pat@example.com", passwordHash: "none" });
  const { token: other } = await addAccessToken(withPassword, input());
  await changePerson(owner, withPassword.personId, { name: "Pat" });
  expect(await find(other)).not.toBeNull();
  await changePerson(owner, withPassword.personId, { password: "correct horse battery" });
  expect(await find(other)).toBeNull();
});

test("ending all sign-ins, as after a restored backup, ends all tokens", async () => {
  const someone = await addViewer();
  const { token } = await addAccessToken(someone, input());
  const before = await lastSequence();
  await endAllSignIns();
  expect(await find(token)).toBeNull();
  const events = await eventsAfter(before);
  expect(events.map(({ event }) => event)).toEqual(["sign_in.ended", "access_token.revoked"]);
  owner = await addViewer("owner");
});

test("one's tokens are one's own: others find nothing to revoke or list", async () => {
  const { id } = await addAccessToken(member, input());
  const other = await addViewer();
  await expectRefused(async () => revokeOwnAccessToken(other, id), "token_not_found");
  await expectRefused(async () => revokeAccessToken(owner, other.personId, id), "token_not_found");
  expect(await listOwnAccessTokens(other)).toEqual([]);
  await expectNotAllowed([member], (viewer) => listAccessTokens(viewer, member.personId));
  await expectNotAllowed([member, auditor], (viewer) => revokeAccessToken(viewer, member.personId, id));
  for (const viewer of [owner, admin, auditor])
    expect(await listAccessTokens(viewer, member.personId)).toMatchObject([{ id }]);
  await expectRefused(async () => listAccessTokens(owner, "nobody"), "person_not_found");
  await expectRefused(async () => revokeAccessToken(owner, "nobody", id), "person_not_found");
  await revokeAccessToken(admin, member.personId, id);
});

test("an admin revokes no token of an owner or of another admin, an owner any", async () => {
  const { id } = await addAccessToken(owner, input());
  const another = await addViewer("admin");
  const { id: adminsId } = await addAccessToken(another, input());
  await expectNotAllowed([admin], (viewer) => revokeAccessToken(viewer, owner.personId, id));
  await expectNotAllowed([admin], (viewer) => revokeAccessToken(viewer, another.personId, adminsId));
  await revokeAccessToken(another, another.personId, adminsId);
  const { id: again } = await addAccessToken(another, input());
  await revokeAccessToken(owner, another.personId, again);
  await revokeAccessToken(owner, owner.personId, id);
});

test("a token is no recent sign-in and no second factor, and counts as open only while it is in force", async () => {
  const viewer = await tokenViewer(owner);
  await expectRefused(async () => requireRecentSignIn(viewer), "recent_sign_in_required");
  await db().secondFactor.create({
    data: { personId: owner.personId, sealedSecret: "none", confirmedAt: now(), createdAt: now() },
  });
  await db().signIn.update({ where: { id: owner.signInId }, data: { secondFactorAt: now() } });
  expect(await refusalCode(() => transact((tx) => requireFreshSecondFactor(tx, owner)))).not.toBe(
    "second_factor_required",
  );
  await expectRefused(() => transact((tx) => requireFreshSecondFactor(tx, viewer)), "second_factor_required");
  await transact((tx) => requireOpenSignIn(tx, viewer));
  await db().secondFactor.delete({ where: { personId: owner.personId } });
  await revokeOwnAccessToken(owner, viewer.accessToken?.id ?? "");
  await expectRefused(() => transact((tx) => requireOpenSignIn(tx, viewer)), "token_invalid");
});

test("what a token did says so in the audit log", async () => {
  const viewer = await tokenViewer(owner);
  const { event } = await withEvent(() => changePerson(viewer, member.personId, { name: "By token" }));
  expect(event.fields).toMatchObject({ accessTokenId: viewer.accessToken?.id });
});

test("guesses of one address are refused and recorded up to a limit, once a window past it", async () => {
  const guess = (address: string) => refusalCode(() => refuseToken({ ...testRequest, address }, asked));
  const before = await lastSequence();
  const codes: string[] = [];
  for (let at = 0; at < 30; at += 1) codes.push(await guess("2001:db8::1"));
  expect(codes.filter((code) => code === "token_invalid")).toHaveLength(20);
  expect(codes.slice(20)).toEqual(Array(10).fill("too_many_attempts"));
  const events = await eventsAfter(before);
  expect(events).toHaveLength(21);
  expect(events[0]).toMatchObject({
    event: "request.refused",
    viewerId: null,
    fields: { ...asked, code: "token_invalid" },
  });
  expect(events[20]?.fields).toMatchObject({ ...asked, code: "too_many_attempts", limit: "access-token" });
  expect(await guess("2001:db8::2")).toBe("too_many_attempts");
  expect(await guess("192.0.2.77")).toBe("token_invalid");
});
