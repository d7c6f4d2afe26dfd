import type { PictureNode, ReachPicture } from "#lib/access/reach-view.ts";

export type PlacedNode = { node: PictureNode; column: number; x: number; y: number };
export type PlacedEdge = { from: string; to: string; path: string };
export type PictureLayout = {
  width: number;
  height: number;
  columns: readonly { kind: ReachPicture["columns"][number]["kind"]; x: number }[];
  nodes: readonly PlacedNode[];
  edges: readonly PlacedEdge[];
};

/** In pixels of the picture. */
export const nodeSize = { width: 208, height: 44 };
const gap = { x: 56, y: 8 };
const top = 28;

/** Where everything in a picture stands: columns from left to right, each in the middle of the highest. */
export function layOutPicture({ columns, edges }: ReachPicture): PictureLayout {
  const step = nodeSize.height + gap.y;
  const most = Math.max(1, ...columns.map(({ nodes }) => nodes.length));
  const x = (column: number) => column * (nodeSize.width + gap.x);
  const nodes = columns.flatMap(({ nodes: own }, column) =>
    own.map((node, at) => ({
      node,
      column,
      x: x(column),
      y: top + ((most - own.length) * step) / 2 + at * step,
    })),
  );
  const placed = new Map(nodes.map((each) => [each.node.id, each]));
  return {
    width: x(columns.length) - gap.x,
    height: top + most * step - gap.y,
    columns: columns.map(({ kind }, column) => ({ kind, x: x(column) })),
    nodes,
    edges: edges.flatMap(({ from, to }) => {
      const start = placed.get(from);
      const end = placed.get(to);
      return start && end ? [{ from, to, path: curve(start, end) }] : [];
    }),
  };
}

function curve(start: PlacedNode, end: PlacedNode): string {
  const [x1, y1] = [start.x + nodeSize.width, start.y + nodeSize.height / 2];
  const [x2, y2] = [end.x, end.y + nodeSize.height / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/** Everything on a way through a node: what leads to it, and what it leads to. */
export function onWaysThrough(id: string, edges: ReachPicture["edges"]): ReadonlySet<string> {
  const found = new Set([id]);
  const walk = (start: string, from: "from" | "to", to: "from" | "to") => {
    const seen = new Set([start]);
    const ahead = [start];
    for (let at = ahead.pop(); at !== undefined; at = ahead.pop())
      for (const edge of edges)
        if (edge[from] === at && !seen.has(edge[to])) {
          seen.add(edge[to]);
          found.add(edge[to]);
          ahead.push(edge[to]);
        }
  };
  walk(id, "from", "to");
  walk(id, "to", "from");
  return found;
}
