import { expect, test } from "vitest";
import { lineOffsets, visibleRange } from "./visible-range.ts";

const heights = { section: 40, account: 30, role: 20 };

test("adds the heights up", () => {
  expect([...lineOffsets(["section", "role", "account", "role"], heights)]).toEqual([0, 40, 60, 90, 110]);
});

test("finds the lines between two pixels", () => {
  const offsets = lineOffsets(
    Array.from({ length: 10_000 }, () => "role" as const),
    heights,
  );
  expect(visibleRange(offsets, 2000, 2400, 0)).toEqual([100, 121]);
  expect(visibleRange(offsets, 2000, 2400, 5)).toEqual([95, 126]);
});

test("stays within the list", () => {
  const offsets = lineOffsets(["role", "role"], heights);
  expect(visibleRange(offsets, -500, 9000)).toEqual([0, 2]);
  expect(visibleRange(lineOffsets([], heights), 0, 100)).toEqual([0, 0]);
});
