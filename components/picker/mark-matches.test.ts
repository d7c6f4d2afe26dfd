import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "./fold-text.ts";
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

// Characters that folding lengthens, composes or leaves, some of two code units.
const letters = fc.constantFrom(..."aA1- ａＺ㍿Ⅷｶﾞがİßéé𠮷👩‍💻");
const text = fc.array(letters, { maxLength: 24 }).map((parts) => parts.join(""));
const word = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));

test("never changes the text", () => {
  fc.assert(
    fc.property(text, fc.array(word, { maxLength: 4 }), (given, words) => {
      const parts = markMatches(given, words.map(foldText));
      expect(parts.map((part) => part.text).join("")).toBe(given);
    }),
  );
});
