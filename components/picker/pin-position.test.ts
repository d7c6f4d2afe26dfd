import { expect, test } from "vitest";
import { exampleBookmark, exampleRole } from "./example-role.ts";
import { lastPosition, placedAt } from "./pin-position.ts";

const at = (...positions: number[]) =>
  positions.map((position, n) => exampleRole({ id: `p${n}`, bookmark: { ...exampleBookmark, position } }));
const writes = (positions: number[], roleId: string, to: number) =>
  placedAt(at(...positions), roleId, to).map(({ role, position }) => [role.id, position]);

test("a new pin comes last", () => {
  expect(lastPosition(at(1, 2, 4))).toBe(5);
  expect(lastPosition([])).toBe(1);
});

test("a pin moves between its new neighbours, or past an end, in one write", () => {
  expect(writes([1, 2, 4], "p0", 1)).toEqual([["p0", 3]]);
  expect(writes([1, 2, 4], "p0", 2)).toEqual([["p0", 5]]);
  expect(writes([1, 2, 4], "p2", 0)).toEqual([["p2", 0]]);
  expect(writes([1, 2, 4], "p2", 1)).toEqual([["p2", 1.5]]);
});

test("nothing moves past the ends, nor what is not there", () => {
  expect(writes([1, 2, 4], "p0", -1)).toEqual([]);
  expect(writes([1, 2, 4], "p2", 3)).toEqual([]);
  expect(writes([1, 2, 4], "absent", 1)).toEqual([]);
});

test("where neighbours leave no room, all are numbered anew", () => {
  expect(writes([3, 3, 3], "p0", 1)).toEqual([
    ["p1", 1],
    ["p0", 2],
  ]);
  const close = [1, 1 + Number.EPSILON, 9];
  expect(writes(close, "p2", 1)).toEqual([
    ["p2", 2],
    ["p1", 3],
  ]);
});
