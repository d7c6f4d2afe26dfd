import { expect, test } from "vitest";
import { exampleBookmark, exampleRole } from "./example-role.ts";
import { lastPosition, movedPosition } from "./pin-position.ts";

const pinned = [1, 2, 4].map((position) =>
  exampleRole({ id: `p${position}`, bookmark: { ...exampleBookmark, position } }),
);

test("a new pin comes last", () => {
  expect(lastPosition(pinned)).toBe(5);
  expect(lastPosition([])).toBe(1);
});

test("a pin moves between its new neighbours, or past the end", () => {
  expect(movedPosition(pinned, "p1", 1)).toBe(3);
  expect(movedPosition(pinned, "p2", 1)).toBe(5);
  expect(movedPosition(pinned, "p2", -1)).toBe(0);
});

test("the first does not move up, nor the last down", () => {
  expect(movedPosition(pinned, "p1", -1)).toBeNull();
  expect(movedPosition(pinned, "p4", 1)).toBeNull();
  expect(movedPosition(pinned, "absent", 1)).toBeNull();
});
