import { beforeEach, expect, test } from "vitest";
import { endAllSignIns } from "#lib/auth/end-all-sign-ins.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { awsRefusal, consent, proofOf, signInClient, startedDevice } from "#lib/testing/client-sign-ins.ts";
import { movedClock } from "#lib/testing/moved-clock.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { createToken } from "./create-token.ts";
import { endOwnClientSignIn } from "./end-client-sign-in.ts";
import { findClientViewer } from "./find-client-viewer.ts";
import { listOwnClientSignIns } from "./list-client-sign-ins.ts";
import { logOutClient } from "./log-out-client.ts";
import { purgeStaleClients } from "./purge-stale-clients.ts";
import { registerClient } from "./register-client.ts";

testDatabase();
const clock = movedClock();

type SignedIn = Awaited<ReturnType<typeof signInClient>>;

let person: Viewer;
beforeEach(async () => {
  await db().counter.deleteMany();
  person = await addViewer();
});

const idOf = ({ viewer }: SignedIn) => viewer.clientSignIn?.id ?? "";
const refresh = ({ client, tokens }: SignedIn) =>
  createToken(testRequest, {
    ...proofOf(client),
    grantType: "refresh_token",
    refreshToken: tokens.refreshToken,
  });

async function expectEnded(signedIn: SignedIn): Promise<void> {
  expect.soft(await findClientViewer(signedIn.tokens.accessToken, testRequest)).toBeNull();
  expect.soft(await awsRefusal(() => refresh(signedIn))).toBe("InvalidGrantException");
}

test("a person sees their own client sign-ins with client, address and last use, the last used first", async () => {
  const first = await signInClient(person);
  clock.pass(90);
  const second = await signInClient(person, { ...testRequest, userAgent: "aws-cli/2.30.0" });
  await signInClient(await addViewer());
  clock.pass(90);
  await findClientViewer(first.tokens.accessToken, { ...testRequest, address: "198.51.100.7" });
  const listed = await listOwnClientSignIns(person);
  expect(listed.map(({ id }) => id)).toEqual([idOf(first), idOf(second)]);
  expect(listed[0]).toEqual({
    id: idOf(first),
    clientName: "botocore-client-acme",
    method: "authorization_code",
    address: testRequest.address,
    userAgent: "test",
    createdAt: expect.any(String),
    lastUsedAt: expect.any(String),
    lastUsedAddress: "198.51.100.7",
    expiresAt: expect.any(String),
  });
  expect(
    Date.parse(listed[0]?.lastUsedAt ?? "") - Date.parse(listed[0]?.createdAt ?? ""),
  ).toBeGreaterThanOrEqual(180_000);
  expect(listed[1]?.userAgent).toBe("aws-cli/2.30.0");
  expect(JSON.stringify(listed)).not.toMatch(/genkan_/);
});

test("ending a sign-in works on the next call, and ends no other", async () => {
  const [ending, other] = [await signInClient(person), await signInClient(person)];
  const { event } = await withEvent(() => endOwnClientSignIn(person, idOf(ending)));
  expect(event).toMatchObject({
    event: "client_sign_in.ended",
    subjectId: person.personId,
    fields: { clientSignInId: idOf(ending), by: "person" },
  });
  await expectEnded(ending);
  expect(await findClientViewer(other.tokens.accessToken, testRequest)).not.toBeNull();
  expect((await listOwnClientSignIns(person)).map(({ id }) => id)).toEqual([idOf(other)]);
});

test("nobody ends what is somebody else's, has ended or never was", async () => {
  const [ended, others] = [await signInClient(person), await signInClient(await addViewer("owner"))];
  await endOwnClientSignIn(person, idOf(ended));
  for (const id of [idOf(ended), idOf(others), "unknown"])
    await expectRefused(async () => endOwnClientSignIn(person, id), "client_sign_in_not_found");
});

test("a client that logs out ends its own sign-in with all its tokens", async () => {
  const signedIn = await signInClient(person);
  const fresh = await refresh(signedIn);
  const { event } = await withEvent(() => logOutClient(signedIn.viewer));
  expect(event).toMatchObject({
    event: "client_sign_in.ended",
    viewerId: person.personId,
    fields: { clientSignInId: idOf(signedIn), by: "sign_out" },
  });
  expect(await findClientViewer(fresh.accessToken, testRequest)).toBeNull();
  await expectEnded(signedIn);
  const before = await lastSequence();
  await logOutClient(signedIn.viewer);
  await logOutClient(person);
  expect(await eventsAfter(before)).toEqual([]);
});

test("disabling, a new password and a higher portal role end a person's client sign-ins", async () => {
  const owner = await addViewer("owner");
  for (const change of [{ disabled: true }, { password: "another-long-password" }, { portalRole: "admin" }]) {
    const email = `p${Object.keys(change)[0]}@example.com`.toLowerCase();
    const somebody = await addViewer("member", { loginEmail: email });
    const signedIn = await signInClient(somebody);
    const { event } = await withEvent(() => changePerson(owner, somebody.personId, change));
    expect.soft(event.fields).toMatchObject({ clientSignInsEnded: 1 });
    await expectEnded(signedIn);
    if ("disabled" in change) await changePerson(owner, somebody.personId, { disabled: false });
    await expectEnded(signedIn);
  }
});

test("whoever runs the portal ends everybody's", async () => {
  const signedIn = [await signInClient(person), await signInClient(await addViewer())];
  const code = await consent(person, (await signInClient(person)).client);
  const before = await lastSequence();
  await endAllSignIns();
  expect((await eventsAfter(before)).filter(({ event }) => event === "client_sign_in.ended")).toMatchObject([
    { viewerId: null, fields: { by: "operator" } },
  ]);
  for (const each of signedIn) await expectEnded(each);
  expect(await awsRefusal(() => createToken(testRequest, code))).toBe("InvalidGrantException");
});

test("what ended serves nobody and is forgotten, and nothing that still serves", async () => {
  await endAllSignIns();
  clock.pass(200 * 86_400);
  await purgeStaleClients();
  expect([await db().clientSignIn.count(), await db().awsClient.count()]).toEqual([0, 0]);

  const somebody = await addViewer();
  const ended = await signInClient(somebody);
  const kept = await signInClient(somebody);
  const unused = await registerClient(testRequest, { clientName: "unused", clientType: "public" });
  await startedDevice(unused);
  await consent(somebody, kept.client);
  await endOwnClientSignIn(somebody, idOf(ended));
  expect(await purgeStaleClients()).toEqual({ tokens: 2, codes: 0, signIns: 0, registrations: 0 });
  clock.pass(3600);
  expect(await purgeStaleClients()).toEqual({ tokens: 1, codes: 0, signIns: 0, registrations: 0 });
  await refresh(kept);
  clock.pass(86_400);
  // Twelve hours have ended the other as well; its row stays for a day.
  expect(await purgeStaleClients()).toEqual({ tokens: 3, codes: 4, signIns: 1, registrations: 0 });
  clock.pass(43_200);
  expect(await purgeStaleClients()).toEqual({ tokens: 0, codes: 0, signIns: 1, registrations: 0 });
  expect(await db().awsClient.count()).toBe(3);
  clock.pass(90 * 86_400);
  expect(await purgeStaleClients(AbortSignal.abort())).toMatchObject({ registrations: 0 });
  expect(await purgeStaleClients()).toEqual({ tokens: 0, codes: 0, signIns: 0, registrations: 3 });
});
