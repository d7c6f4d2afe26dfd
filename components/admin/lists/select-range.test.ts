import { expect, test } from "vitest";
import { selectRange } from "./select-range.ts";

const ids = ["a", "b", "c", "d"];
const select = (selected: string[], pressed: string, anchor: string | null) =>
  [...selectRange(ids, new Set(selected), pressed, anchor)].sort();

test("one box turns one row", () => {
  expect(select([], "b", null)).toEqual(["b"]);
  expect(select(["b", "c"], "b", null)).toEqual(["c"]);
});

test("a range becomes as its end, whichever way it goes", () => {
  expect(select(["b"], "d", "b")).toEqual(["b", "c", "d"]);
  expect(select(["d"], "b", "d")).toEqual(["b", "c", "d"]);
  expect(select(["a", "b", "c", "d"], "c", "a")).toEqual(["d"]);
});

test("an anchor on another page counts as none, and rows of other pages stay", () => {
  expect(select(["z"], "c", "z")).toEqual(["c", "z"]);
});
