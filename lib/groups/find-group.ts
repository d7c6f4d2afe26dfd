import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { readGroup } from "./group-row.ts";
import type { GroupDetail } from "./group-view.ts";

/**
 * One group with its people. For owners, admins and auditors.
 * @throws AppError `group_not_found`
 */
export async function findGroup(viewer: Viewer, groupId: string): Promise<GroupDetail> {
  requireReader(viewer);
  const group = await readGroup(db(), groupId);
  const rows = await db().membership.findMany({
    where: { groupId },
    select: {
      byHand: true,
      byClaim: true,
      createdAt: true,
      person: { select: { id: true, name: true, email: true, disabledAt: true } },
    },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }],
    take: 2000,
  });
  const members = rows.map(({ person: { disabledAt, ...person }, createdAt, ...how }) => ({
    ...person,
    disabled: disabledAt !== null,
    ...how,
    since: createdAt.toISOString(),
  }));
  return { group, members };
}
