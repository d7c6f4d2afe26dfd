import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import type { GroupView } from "./group-view.ts";

const groupColumns = {
  id: true,
  name: true,
  description: true,
  claim: true,
  managedBy: true,
  createdAt: true,
  _count: { select: { assignments: true } },
} as const;

/** The views of groups by id, in no order; ids of none are left out. */
export async function readGroups(tx: Tx, ids: readonly string[]): Promise<GroupView[]> {
  const [rows, counts] = [
    await tx.group.findMany({ where: { id: { in: [...ids] } }, select: groupColumns }),
    await tx.membership.groupBy({
      by: ["groupId", "byHand", "byClaim"],
      where: { groupId: { in: [...ids] } },
      _count: { _all: true },
    }),
  ];
  return rows.map(({ _count, createdAt, ...row }) => {
    const members = { total: 0, byHand: 0, byClaim: 0 };
    for (const { groupId, byHand, byClaim, _count: people } of counts) {
      if (groupId !== row.id) continue;
      members.total += people._all;
      if (byHand) members.byHand += people._all;
      if (byClaim) members.byClaim += people._all;
    }
    return { ...row, members, assignments: _count.assignments, createdAt: createdAt.toISOString() };
  });
}

/** @throws AppError `group_not_found` */
export async function readGroup(tx: Tx, id: string): Promise<GroupView> {
  const [group] = await readGroups(tx, [id]);
  if (!group) throw new AppError("group_not_found", "There is no such group.");
  return group;
}
