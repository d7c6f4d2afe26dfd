import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import type { Viewer } from "./viewer.ts";

// Argon2 in name only: these tests count attempts, and its cost is proved elsewhere.
let hashes = 0;
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:crypto")>();
  const argon2: typeof original.argon2 = (_algorithm, _options, callback) => {
    hashes += 1;
    callback(null, Buffer.alloc(32));
  };
  return { ...original, argon2 };
});
const { completeSetup } = await import("./setup.ts");
const { signInWithIdentity } = await import("./sign-in-with-identity.ts");
const { signInWithPassword } = await import("./sign-in-with-password.ts");

const database = testDatabase();
let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});
beforeEach(async () => {
  hashes = 0;
  await db().counter.deleteMany();
});

const from = (address: string) => ({ ...testRequest, address });
const signIn = (email: string, address = "192.0.2.1") =>
  refusalCode(signInWithPassword(from(address), { email, password: "wrong" }));
const setUp = (token: string, address = "192.0.2.1") =>
  refusalCode(
    completeSetup(from(address), { token, name: "N", email: "n@example.com", password: "too short" }),
  );

async function repeat(times: number, ask: (index: number) => Promise<string>): Promise<string[]> {
  const codes: string[] = [];
  for (let index = 0; index < times; index += 1) codes.push(await ask(index));
  return codes;
}

/** The window ends for everything that is counted. */
async function endWindow(): Promise<void> {
  await db().counter.updateMany({ data: { windowStart: new Date(Date.now() - 901_000) } });
}

async function recorded(asking: Promise<unknown>): Promise<Record<string, unknown>[]> {
  const before = await lastSequence();
  await asking;
  return (await eventsAfter(before)).map(({ event, fields }) => ({ event, ...fields }));
}

test("past the limit of a person one event is added a window, with how many the last one had", async () => {
  const email = "guessed@example.com";
  await repeat(5, () => signIn(email));
  hashes = 0;
  const attempts = async (times: number) =>
    expect(new Set(await repeat(times, () => signIn(email)))).toEqual(new Set(["too_many_attempts"]));
  const refusing = {
    event: "sign_in.failed",
    method: "password",
    code: "too_many_attempts",
    limit: "password",
    windowSeconds: 900,
  };
  expect(await recorded(attempts(40))).toEqual([refusing]);
  expect(hashes).toBe(0);
  await endWindow();
  const next = await recorded(repeat(8, () => signIn(email)));
  expect(next.slice(0, 5).every((event) => event["code"] === "sign_in_failed")).toBe(true);
  expect(next.slice(5)).toEqual([{ ...refusing, refusedBefore: 40 }]);
});

test("of 50 attempts at once past the limit one is recorded", async () => {
  const email = "hurried@example.com";
  await repeat(5, () => signIn(email));
  const events = await recorded(Promise.all(Array.from({ length: 50 }, () => signIn(email))));
  printFigure("refused at once", { provider: testProvider, attempts: 50, events: events.length });
  expect(events).toHaveLength(1);
});

test("an address past its limit adds one event, checks no password and counts against nobody", async () => {
  await repeat(100, (index) => signIn(`n${index}@example.com`));
  const counters = await db().counter.count();
  hashes = 0;
  const events = await recorded(repeat(30, (index) => signIn(`m${index}@example.com`)));
  expect(events).toMatchObject([{ code: "too_many_attempts", limit: "password-address" }]);
  expect(hashes).toBe(0);
  expect(await db().counter.count()).toBe(counters + 1);
  expect(await signIn("m0@example.com", "192.0.2.2")).toBe("sign_in_failed");
});

test("one person's refused attempts do not use up their address", async () => {
  await repeat(150, () => signIn("stuck@example.com"));
  expect(await signIn("colleague@example.com")).toBe("sign_in_failed");
});

test("an IPv6 network of 64 bits is one address, and IPv4 in IPv6 is that of IPv4", async () => {
  await repeat(100, (index) => signIn(`a${index}@example.com`, `2001:db8:0:1::${index.toString(16)}`));
  expect(await signIn("b@example.com", "2001:db8:0:1:ffff:ffff:ffff:ffff")).toBe("too_many_attempts");
  expect(await signIn("b@example.com", "2001:db8:0:2::1")).toBe("sign_in_failed");
  await repeat(100, (index) => signIn(`c${index}@example.com`, "::ffff:198.51.100.1"));
  expect(await signIn("d@example.com", "198.51.100.1")).toBe("too_many_attempts");
});

test("past the limit of the setup one event is added, and the right token is not looked at", async () => {
  const events = await recorded(repeat(230, () => setUp("wrong")));
  expect(events).toHaveLength(201);
  expect(events.at(-1)).toEqual({
    event: "setup.refused",
    code: "too_many_attempts",
    limit: "setup",
    windowSeconds: 900,
  });
  expect(await setUp(database.setupToken())).toBe("too_many_attempts");
  expect(await setUp(database.setupToken(), "192.0.2.2")).toBe("password_too_short");
  expect(await recorded(repeat(20, () => setUp("wrong")))).toEqual([]);
});

test("a disabled person who keeps coming back from the identity provider does not grow the log", async () => {
  const claims = { issuer: "https://id.example.com", subject: "gone", email: "gone@example.com" };
  const { personId } = await signInWithIdentity(testRequest, claims);
  await changePerson(owner, personId, { disabled: true });
  const comeBack = () => refusalCode(signInWithIdentity(testRequest, claims));
  const events = await recorded(
    repeat(60, comeBack).then((codes) => expect(new Set(codes)).toEqual(new Set(["person_disabled"]))),
  );
  expect(events).toHaveLength(21);
  expect(events.at(-1)).toMatchObject({ code: "too_many_attempts", method: "oidc", limit: "oidc-refused" });
  const unusable = () => refusalCode(signInWithIdentity(from("192.0.2.9"), {}));
  expect(await recorded(repeat(60, unusable))).toHaveLength(21);
});
