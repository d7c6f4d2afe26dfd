import fc from "fast-check";
import { expect, test } from "vitest";
import { sessionNameFor } from "./session-name.ts";

/** The e-mail that a name was made from, or null where it had to be cut. */
function decode(name: string): string | null {
  if (name.includes("=.")) return null;
  const bytes = name.replace(
    /=([0-9A-F]{2})|([^=])/g,
    (_, hex: string | undefined, plain: string | undefined) =>
      hex === undefined ? Buffer.from(plain ?? "").toString("hex") : hex,
  );
  return Buffer.from(bytes, "hex").toString("utf8");
}

const sameAddress = (email: string) => email.normalize("NFC").toLowerCase();
const email = fc.oneof(
  fc.emailAddress(),
  fc.string({ unit: "grapheme", maxLength: 90 }).filter((text) => text.isWellFormed()),
  fc.string({ unit: fc.constantFrom("a", "=", ".", "2", "é", "@", " ", "+", "="), maxLength: 70 }),
);

test("a name is 2 to 64 characters that STS takes, and maps back where it was not cut", () => {
  fc.assert(
    fc.property(email, (given) => {
      const name = sessionNameFor(given);
      expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
      const back = decode(name);
      if (back !== null) expect(back).toBe(sameAddress(given));
      else expect(name).toMatch(/=\.[0-9a-f]{16}$/);
    }),
    { numRuns: 3000 },
  );
}, 30_000);

test("different people have different names", () => {
  fc.assert(
    fc.property(email, email, (one, other) => {
      fc.pre(sameAddress(one) !== sameAddress(other));
      expect(sessionNameFor(one)).not.toBe(sessionNameFor(other));
    }),
    { numRuns: 3000 },
  );
  const long = "x".repeat(70);
  const names = Array.from({ length: 500 }, (_, index) => sessionNameFor(`${long}${index}@example.com`));
  expect(new Set(names).size).toBe(500);
}, 30_000);

test("a taken name has others beside it", () => {
  const names = Array.from({ length: 50 }, (_, attempt) => sessionNameFor("ada@example.com", attempt));
  expect(new Set(names).size).toBe(50);
  expect(names[0]).toBe("ada@example.com");
});

test.each([
  ["ada@example.com", "ada@example.com"],
  ["Ada@Example.COM", "ada@example.com"],
  ["a b", "a=20b"],
  ["é@x", "=C3=A9@x"],
  ["a=b", "a=3Db"],
])("%s is %s", (given, name) => {
  expect(sessionNameFor(given)).toBe(name);
});
