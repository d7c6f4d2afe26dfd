import { beforeEach, expect, test, vi } from "vitest";
import { refusalCode } from "#lib/testing/refusal-code.ts";

// The platform's argon2, counted: that work was done is told by calls, not by time.
const calls: { algorithm: string; memory: number; passes: number; parallelism: number }[] = [];
const quick = { work: false };
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:crypto")>();
  const argon2: typeof original.argon2 = (algorithm, parameters, callback) => {
    calls.push({ algorithm, ...parameters });
    if (quick.work) setImmediate(() => callback(null, Buffer.alloc(32)));
    else original.argon2(algorithm, parameters, callback);
  };
  return { ...original, argon2 };
});
const { hashPassword, verifyPassword } = await import("./password.ts");
beforeEach(() => void calls.splice(0));

const password = "correct horse battery";

test("a stored password is argon2id with 64 MiB, three passes and a salt of its own", async () => {
  const [one, other] = [await hashPassword(password), await hashPassword(password)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(other);
  expect(one).not.toContain(password);
  expect(calls).toMatchObject([
    { algorithm: "argon2id", memory: 65_536, passes: 3, parallelism: 4 },
    { algorithm: "argon2id", memory: 65_536, passes: 3, parallelism: 4 },
  ]);
}, 30_000);

test("the right password fits and no other; what looks alike in another normal form is the same", async () => {
  const stored = await hashPassword("pässwörd-with-é");
  expect(await verifyPassword("pässwörd-with-é", stored)).toBe(true);
  expect(await verifyPassword("pässwörd-with-é".normalize("NFD"), stored)).toBe(true);
  for (const wrong of ["pässwörd-with-e", "", "pässwörd-with-é ", "PÄSSWÖRD-WITH-É"])
    expect(await verifyPassword(wrong, stored)).toBe(false);
}, 30_000);

test("a wrong password, an unknown person and a broken hash cost the same work", async () => {
  const stored = await hashPassword(password);
  calls.splice(0);
  for (const known of [stored, null, "", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA", `${stored.slice(0, 40)}`]) {
    expect(await verifyPassword("a wrong password", known)).toBe(false);
    expect(calls.splice(0)).toMatchObject([{ memory: 65_536, passes: 3, parallelism: 4 }]);
  }
}, 30_000);

test.each([
  ["", "password_too_short"],
  ["x".repeat(11), "password_too_short"],
  // Eleven characters of two UTF-16 units each.
  ["😀".repeat(11), "password_too_short"],
  ["x".repeat(257), "password_too_long"],
])("refuses %# before doing any work", async (given, code) => {
  expect(await refusalCode(hashPassword(given))).toBe(code);
  expect(calls).toEqual([]);
});

test("more than 66 at once are told to wait, and those who waited are served", async () => {
  quick.work = true;
  const results = await Promise.all(
    Array.from({ length: 80 }, () => refusalCode(verifyPassword("x".repeat(20), null))),
  );
  expect(results.filter((code) => code === "portal_busy")).toHaveLength(14);
  expect(calls).toHaveLength(66);
}, 60_000);
