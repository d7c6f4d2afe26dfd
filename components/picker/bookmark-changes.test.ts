import { expect, test } from "vitest";
import { type BookmarkChanges, unknownChanges } from "./bookmark-changes.ts";
import { exampleBookmark } from "./example-role.ts";

const changes: BookmarkChanges = new Map([
  ["early", { bookmark: exampleBookmark, settledAt: 10 }],
  ["late", { bookmark: exampleBookmark, settledAt: 30 }],
  ["under way", { bookmark: exampleBookmark, settledAt: null }],
]);

test("a list that was asked for before a change settled does not take it back", () => {
  expect([...unknownChanges(changes, 20).keys()]).toEqual(["late", "under way"]);
  expect([...unknownChanges(changes, 40).keys()]).toEqual(["under way"]);
});

test("where nothing is known yet, nothing is new", () => {
  expect(unknownChanges(changes, 5)).toBe(changes);
});
