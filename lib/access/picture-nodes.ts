import type { Tx } from "#lib/db/client.ts";
import { type TargetRow, targetColumns, toTargetView } from "#lib/targets/target-row.ts";
import type { TargetView } from "#lib/targets/target-view.ts";
import type { PictureNode } from "./reach-view.ts";

/** A node before it is known how much it stands for. */
export function nodeOf(
  kind: PictureNode["kind"],
  id: string,
  label = "",
  target: TargetView | null = null,
): Omit<PictureNode, "count"> {
  return { id, kind, label, target };
}

/** Targets by their ids. */
export async function findTargets(tx: Tx, ids: ReadonlySet<string>): Promise<Map<string, TargetView>> {
  const found = new Map<string, TargetView>();
  const all = [...ids];
  // SQLite takes 32,766 values a statement.
  for (let at = 0; at < all.length; at += 5000) {
    const rows: TargetRow[] = await tx.target.findMany({
      where: { id: { in: all.slice(at, at + 5000) } },
      select: targetColumns,
    });
    for (const row of rows) found.set(row.id, toTargetView(row));
  }
  return found;
}
