import fc from "fast-check";
import { expect, test } from "vitest";
import { markAccountId, markMatches } from "./mark-matches.ts";

const shown = (parts: readonly { text: string; marked: boolean }[]) =>
  parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join("");

test.each([
  ["Shop production", ["prod", "shop"], "[Shop] [prod]uction"],
  ["Shop production", [], "Shop production"],
  ["aaaa", ["aa"], "[aaaa]"],
  ["ＳＨＯＰ店", ["shop"], "[ＳＨＯＰ]店"],
  ["㍿ Shop", ["株式"], "[㍿] Shop"],
  ["abc", ["abcd"], "abc"],
])("marks in %j the words %j", (text, words, expected) => {
  expect(shown(markMatches(text, words))).toBe(expected);
});

test("marks an account id across its dashes", () => {
  expect(shown(markAccountId("111122223333", ["1222"]))).toBe("111[1-222]2-3333");
  expect(shown(markAccountId("111122223333", ["shop"]))).toBe("1111-2222-3333");
});

test("never changes the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }),
      (text, words) => {
        expect(
          markMatches(text, words)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      },
    ),
    { numRuns: 60 },
  );
});
