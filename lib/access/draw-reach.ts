import type { PictureNode, ReachPicture } from "./reach-view.ts";

/** One way through a picture: a node in each column, from left to right. */
export type PictureWay = readonly Omit<PictureNode, "count">[];

/**
 * A picture of ways that keeps to what can be read: of each column the nodes that stand for most, by name where they
 * stand for as much, and one node for all the others.
 * @param kinds the columns' kinds, from left to right
 * @param counts how much a node stands for, by its id
 * @param most how many nodes a column shows before the rest becomes one
 */
export function drawReach(
  kinds: readonly ReachPicture["columns"][number]["kind"][],
  ways: readonly PictureWay[],
  counts: ReadonlyMap<string, number>,
  most = 10,
): ReachPicture {
  const columns = kinds.map((kind, at) => ({ kind, ...rankColumn(ways, counts, at, most) }));
  const edges = new Map<string, { from: string; to: string }>();
  for (const way of ways)
    for (let at = 0; at + 1 < kinds.length; at += 1) {
      const from = columns[at]?.shownAs(way[at]?.id ?? "");
      const to = columns[at + 1]?.shownAs(way[at + 1]?.id ?? "");
      if (from !== undefined && to !== undefined) edges.set(`${from} ${to}`, { from, to });
    }
  return {
    columns: columns.map(({ kind, nodes }) => ({ kind, nodes })),
    edges: [...edges.values()],
  };
}

function rankColumn(
  ways: readonly PictureWay[],
  counts: ReadonlyMap<string, number>,
  at: number,
  most: number,
) {
  const found = new Map<string, PictureNode>();
  for (const way of ways) {
    const node = way[at];
    if (node) found.set(node.id, { ...node, count: counts.get(node.id) ?? 0 });
  }
  const ranked = [...found.values()].sort(
    (one, other) =>
      other.count - one.count || one.label.localeCompare(other.label) || (one.id < other.id ? -1 : 1),
  );
  // One left out would take the place that it needs itself.
  const shown = ranked.length > most + 1 ? ranked.slice(0, most) : ranked;
  const left = ranked.length - shown.length;
  const ids = new Set(shown.map(({ id }) => id));
  const rest = `more-${at}`;
  const more: PictureNode = { id: rest, kind: "more", label: "", target: null, count: left };
  return {
    nodes: left > 0 ? [...shown, more] : shown,
    shownAs: (id: string) => (ids.has(id) ? id : rest),
  };
}
