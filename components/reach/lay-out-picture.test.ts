import { expect, test } from "vitest";
import type { ReachPicture } from "#lib/access/reach-view.ts";
import { layOutPicture, nodeSize, onWaysThrough } from "./lay-out-picture.ts";

const node = (id: string) => ({ id, kind: "group", label: id, target: null, count: 1 }) as const;
const picture: ReachPicture = {
  columns: [
    { kind: "people", nodes: [node("p")] },
    { kind: "groups", nodes: [node("g1"), node("g2"), node("g3")] },
    { kind: "targets", nodes: [node("t1"), node("t2")] },
  ],
  edges: [
    { from: "p", to: "g1" },
    { from: "p", to: "g2" },
    { from: "p", to: "g3" },
    { from: "g1", to: "t1" },
    { from: "g2", to: "t1" },
    { from: "g3", to: "t2" },
  ],
};

test("nothing overlaps, and everything is within the picture", () => {
  const { nodes, width, height, edges } = layOutPicture(picture);
  expect(edges).toHaveLength(6);
  for (const one of nodes) {
    expect(one.x >= 0 && one.x + nodeSize.width <= width).toBe(true);
    expect(one.y >= 0 && one.y + nodeSize.height <= height).toBe(true);
    for (const other of nodes)
      if (other !== one && other.column === one.column)
        expect(Math.abs(other.y - one.y)).toBeGreaterThanOrEqual(nodeSize.height);
  }
});

test("the ways through something are what leads to it and what it leads to, not its neighbours", () => {
  expect([...onWaysThrough("g1", picture.edges)].sort()).toEqual(["g1", "p", "t1"]);
  expect([...onWaysThrough("t1", picture.edges)].sort()).toEqual(["g1", "g2", "p", "t1"]);
});

test("a picture of nothing has a size", () => {
  expect(layOutPicture({ columns: [{ kind: "people", nodes: [] }], edges: [] }).height).toBeGreaterThan(0);
});
