import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { connect, db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectRefused } from "#lib/testing/verb-promises.ts";
import type { Viewer } from "./viewer.ts";

// Argon2 in name only: these tests count attempts, and its cost is proved elsewhere.
const work: { before?: () => Promise<void> } = {};
let calls = 0;
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:crypto")>();
  const argon2: typeof original.argon2 = (_algorithm, { message, nonce }, callback) => {
    calls += 1;
    const text = Buffer.concat([Buffer.from(message as Buffer), Buffer.from(nonce as Buffer)]);
    const digest = original.createHash("sha256").update(text).digest();
    void (work.before?.() ?? Promise.resolve()).then(() => callback(null, digest));
  };
  return { ...original, argon2 };
});
const { countCommittedAttempt } = await import("./attempts.ts");
const { completeSetup } = await import("./setup.ts");
const { findViewer, openSignIn } = await import("./sign-in-sessions.ts");
const { signInWithPassword } = await import("./sign-in-with-password.ts");
const { signInWithIdentity } = await import("./sign-in-with-identity.ts");
const { endOwnSignIn } = await import("./end-own-sign-in.ts");
const { listSignIns } = await import("./list-sign-ins.ts");
const { addPerson } = await import("#lib/people/add-person.ts");
const { transact } = await import("#lib/audit/transact.ts");

const database = testDatabase();
const password = "correct horse battery";
let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});
beforeEach(async () => {
  delete work.before;
  await db().counter.deleteMany();
});

let people = 0;
async function withPassword() {
  people += 1;
  const email = `Person.${people}@Example.com`;
  const person = await addPerson(owner, { name: "P", email, password });
  return { id: person.id, email };
}
const from = (address: string) => ({ ...testRequest, address });
const signIn = (email: string, given = password, address = "192.0.2.1") =>
  signInWithPassword(from(address), { email, password: given });
const trail = async (call: () => Promise<unknown>) => {
  const before = await lastSequence();
  const code = await refusalCode(call);
  const [event] = await eventsAfter(before);
  return { code, event: event?.event, told: event?.fields.code, subjectId: event?.subjectId };
};

test("signs in with e-mail and password, in any letter case of the e-mail, and records it", async () => {
  const { id, email } = await withPassword();
  const before = await lastSequence();
  const { personId, sid } = await signIn(email.toUpperCase());
  expect(personId).toBe(id);
  expect((await findViewer({ sub: id, sid }, testRequest))?.personId).toBe(id);
  expect(await eventsAfter(before)).toMatchObject([
    { event: "sign_in.succeeded", viewerId: id, subjectId: id },
  ]);
  const stored = await db().signIn.findFirstOrThrow({ where: { personId: id } });
  expect(JSON.stringify(stored)).not.toContain(sid);
});

test("refuses a wrong password, an unknown person and a disabled one, each with one hash and an event", async () => {
  const { id, email } = await withPassword();
  calls = 0;
  expect(await trail(() => signIn(email, "a wrong password"))).toEqual({
    code: "sign_in_failed",
    event: "sign_in.failed",
    told: "sign_in_failed",
    subjectId: id,
  });
  expect(await trail(() => signIn("nobody@example.com"))).toMatchObject({
    code: "sign_in_failed",
    subjectId: null,
  });
  expect(calls).toBe(2);
  await changePerson(owner, id, { disabled: true });
  expect(await trail(() => signIn(email))).toMatchObject({
    code: "person_disabled",
    told: "person_disabled",
  });
  expect(await trail(() => signIn(email, "a wrong password"))).toMatchObject({ code: "sign_in_failed" });
  for (const input of [{}, { email }, { email, password: 1 }, { email: ["x"], password }, null, "x"])
    expect(await refusalCode(() => signInWithPassword(testRequest, input))).toBe("invalid_input");
});

test("after five wrong passwords the right one is refused too, from anywhere, and no hash is made", async () => {
  const { email } = await withPassword();
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect(await refusalCode(signIn(email, "a wrong password"))).toBe("sign_in_failed");
  calls = 0;
  expect(await trail(() => signIn(email))).toMatchObject({
    code: "too_many_attempts",
    event: "sign_in.failed",
  });
  expect(await refusalCode(signIn(email.toUpperCase(), password, "198.51.100.7"))).toBe("too_many_attempts");
  expect(calls).toBe(0);
  const { email: another } = await withPassword();
  expect(await refusalCode(signIn(another))).toBe("none");
});

test("a success forgets the failures before it, and the window's end does", async () => {
  const { email } = await withPassword();
  for (let round = 0; round < 3; round += 1) {
    for (let attempt = 0; attempt < 4; attempt += 1) await refusalCode(signIn(email, "a wrong password"));
    expect(await refusalCode(signIn(email))).toBe("none");
  }
  for (let attempt = 0; attempt < 6; attempt += 1) await refusalCode(signIn(email, "a wrong password"));
  expect(await refusalCode(signIn(email))).toBe("too_many_attempts");
  await db().counter.updateMany({ data: { windowStart: new Date(Date.now() - 901_000) } });
  expect(await refusalCode(signIn(email))).toBe("none");
});

test("the attempt is committed before the password is looked at", async () => {
  const { email } = await withPassword();
  let counted = 0;
  work.before = async () => {
    counted = (await db().counter.findMany({ where: { key: { startsWith: "password:" } } }))[0]?.count ?? 0;
  };
  await refusalCode(signIn(email, "a wrong password"));
  expect(counted).toBe(1);
});

test("of 50 attempts at once exactly as many as the limit are let through", async () => {
  const limit = { name: "race", most: 7, windowSeconds: 60 };
  const rounds = 10;
  for (let round = 0; round < rounds; round += 1) {
    const all = await Promise.all(
      Array.from({ length: 50 }, () => countCommittedAttempt(limit, `x${round}`)),
    );
    expect(all.filter(Boolean)).toHaveLength(7);
  }
  const { email } = await withPassword();
  calls = 0;
  const codes = await Promise.all(
    Array.from({ length: 50 }, () => refusalCode(signIn(email, "a wrong password"))),
  );
  printFigure("counters", { provider: testProvider, rounds, atOnce: 50, hashes: calls });
  expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(5);
  expect(calls).toBe(5);
});

test("a password that is changed, or a person disabled, while it is checked opens nothing", async () => {
  for (const change of [{ password: "another long password" }, { disabled: true }]) {
    const { id, email } = await withPassword();
    work.before = async () => {
      delete work.before;
      await changePerson(owner, id, change);
    };
    const { code, event } = await trail(() => signIn(email));
    expect(code).toBe("sign_in_failed");
    expect(event).toMatch(/^person\./);
    expect(await db().signIn.count({ where: { personId: id } })).toBe(0);
    expect(await db().auditEvent.count({ where: { subjectId: id, event: "sign_in.failed" } })).toBe(1);
  }
});

test("an idle sign-in, an old one, an ended one and one of somebody else are nobody's", async () => {
  const { id, email } = await withPassword();
  const { sid } = await signIn(email);
  const token = { sub: id, sid };
  const row = await db().signIn.findFirstOrThrow({ where: { personId: id } });
  const found = async (columns: object, who = token) => {
    await db().signIn.update({ where: { id: row.id }, data: { ...row, ...columns } });
    return (await findViewer(who, testRequest)) !== null;
  };
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  expect(await found({})).toBe(true);
  expect(await found({ lastSeenAt: ago(29.9) })).toBe(true);
  expect(await found({ lastSeenAt: ago(30.1) })).toBe(false);
  expect(await found({ expiresAt: ago(0.01) })).toBe(false);
  expect(await found({ endedAt: ago(0) })).toBe(false);
  expect(await found({ endedAt: null }, { sub: owner.personId, sid })).toBe(false);
  expect(await found({}, { sub: id, sid: `${sid}x` })).toBe(false);
  expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(720 * 60_000);
});

test("use moves the idle limit on and not the absolute one", async () => {
  const { id, email } = await withPassword();
  const { sid } = await signIn(email);
  const { expiresAt } = await db().signIn.findFirstOrThrow({ where: { personId: id } });
  const earlier = new Date(Date.now() - 20 * 60_000);
  await db().signIn.updateMany({ where: { personId: id }, data: { lastSeenAt: earlier } });
  await findViewer({ sub: id, sid }, testRequest);
  const after = await db().signIn.findFirstOrThrow({ where: { personId: id } });
  expect(after.lastSeenAt.getTime()).toBeGreaterThan(earlier.getTime());
  expect(after.expiresAt).toEqual(expiresAt);
});

test("disabling and a new password end every sign-in at once; enabling revives none", async () => {
  for (const change of [{ disabled: true }, { password: "another long password" }]) {
    const { id, email } = await withPassword();
    const tokens = [await signIn(email), await signIn(email)].map(({ sid }) => ({ sub: id, sid }));
    await changePerson(owner, id, change);
    for (const token of tokens) expect(await findViewer(token, testRequest)).toBeNull();
    await changePerson(owner, id, { disabled: false });
    for (const token of tokens) expect(await findViewer(token, testRequest)).toBeNull();
  }
});

test("people see and end their own sign-ins, and nobody else's", async () => {
  const [one, other] = [await addViewer(), await addViewer()];
  const { signInId } = await transact((tx) =>
    openSignIn(tx, { personId: one.personId, method: "oidc", origin: testRequest }),
  );
  expect((await listSignIns(one)).map((found) => found.id).sort()).toEqual([one.signInId, signInId].sort());
  await expectRefused(async () => endOwnSignIn(other, signInId), "not_found");
  await expectRefused(async () => endOwnSignIn(other, "no-such-id"), "not_found");
  await endOwnSignIn(one, signInId);
  await expectRefused(async () => endOwnSignIn(one, signInId), "not_found");
  expect((await listSignIns(one)).map((found) => found.id)).toEqual([one.signInId]);
});

test("an identity is linked by issuer and subject, never by e-mail", async () => {
  const { id, email } = await withPassword();
  const claims = { issuer: "https://id.example.com", subject: "s-1", email, name: "Someone" };
  const first = await signInWithIdentity(testRequest, claims);
  expect(first.personId).not.toBe(id);
  const again = await signInWithIdentity(testRequest, { ...claims, email: "new@example.com" });
  expect(again.personId).toBe(first.personId);
  const elsewhere = await signInWithIdentity(testRequest, { ...claims, issuer: "https://other.example.com" });
  const another = await signInWithIdentity(testRequest, { ...claims, subject: "s-2" });
  expect(new Set([id, first.personId, elsewhere.personId, another.personId]).size).toBe(4);
  const names = await db().person.findMany({
    where: { email },
    select: { sessionName: true, portalRole: true },
  });
  expect(new Set(names.map((person) => person.sessionName)).size).toBe(names.length);
  expect(names.every((person) => person.portalRole === "member")).toBe(true);
  await changePerson(owner, first.personId, { disabled: true });
  expect(await trail(() => signInWithIdentity(testRequest, claims))).toMatchObject({
    code: "person_disabled",
    event: "sign_in.failed",
  });
});

test.runIf(testProvider === "postgresql")(
  "a person disabled elsewhere while the identity provider vouches for them opens nothing",
  async () => {
    const claims = { issuer: "https://id.example.com", subject: "leaving", email: "leaving@example.com" };
    const { personId } = await signInWithIdentity(testRequest, claims);
    const elsewhere = connect(env().DATABASE_URL);
    let code: Promise<string> = Promise.resolve("");
    await elsewhere.$transaction(async (tx) => {
      await tx.person.update({ where: { id: personId }, data: { disabledAt: new Date() } });
      await tx.signIn.updateMany({ where: { personId }, data: { endedAt: new Date() } });
      code = refusalCode(signInWithIdentity(testRequest, claims));
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(await code).toBe("person_disabled");
    expect(await db().signIn.count({ where: { personId, endedAt: null } })).toBe(0);
    await elsewhere.$disconnect();
  },
);

test.each([
  {},
  { issuer: "https://id.example.com" },
  { subject: "x" },
  { issuer: "", subject: "" },
  { issuer: 1, subject: 2 },
])("unusable claims %j add nobody", async (claims) => {
  const before = await db().person.count();
  expect(await trail(() => signInWithIdentity(testRequest, claims))).toMatchObject({
    code: "sign_in_refused",
    event: "sign_in.failed",
  });
  expect(await db().person.count()).toBe(before);
});

test("the same new identity twice at once is one person", async () => {
  const claims = { issuer: "https://id.example.com", subject: "twin", email: "twin@example.com" };
  const codes = await Promise.all(
    Array.from({ length: 8 }, () => refusalCode(signInWithIdentity(testRequest, claims))),
  );
  expect(codes).toContain("none");
  expect(await db().identity.count({ where: { subject: "twin" } })).toBe(1);
  expect(await db().person.count({ where: { email: "twin@example.com" } })).toBe(1);
});

test("of 50 who set the portal up at once exactly one becomes the owner, every round", async () => {
  const token = database.setupToken();
  const { setupTokenHash } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const rounds = 6;
  for (let round = 0; round < rounds; round += 1) {
    await db().installation.update({ where: { id: 1 }, data: { setupDoneAt: null, setupTokenHash } });
    const ask = (index: number, with_: string) => ({
      token: with_,
      name: "First",
      email: `first-${round}-${index}@example.com`,
      password,
    });
    calls = 0;
    expect(await refusalCode(completeSetup(from("203.0.113.1"), ask(99, "wrong")))).toBe(
      "setup_token_invalid",
    );
    expect(calls).toBe(0);
    const before = await lastSequence();
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        refusalCode(completeSetup(from(`203.0.113.${index}`), ask(index, token))),
      ),
    );
    expect(codes.filter((code) => code === "none")).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["none", "setup_done"]));
    expect(await db().person.count({ where: { email: { startsWith: `first-${round}-` } } })).toBe(1);
    const events = (await eventsAfter(before)).map((event) => event.event);
    expect(events.filter((event) => event === "setup.completed")).toHaveLength(1);
    expect(events.filter((event) => event === "setup.refused")).toHaveLength(49);
    expect(await refusalCode(completeSetup(testRequest, ask(98, token)))).toBe("setup_done");
  }
  printFigure("G8 first owner", { provider: testProvider, atOnce: 50, rounds });
});
