import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import type { PersonDetail } from "./person-detail-view.ts";
import { personColumns, toPersonView } from "./person-view.ts";

/**
 * One person with their groups. For owners, admins and auditors.
 * @throws AppError `person_not_found`
 */
export async function findPersonDetail(viewer: Viewer, id: string): Promise<PersonDetail> {
  requireReader(viewer);
  const [row, seen] = await Promise.all([
    db().person.findUnique({
      where: { id },
      select: {
        ...personColumns,
        memberships: {
          where: { groupId: { not: null } },
          select: { byHand: true, byClaim: true, group: { select: { id: true, name: true } } },
          orderBy: { group: { name: "asc" } },
        },
      },
    }),
    db().signIn.aggregate({ where: { personId: id }, _max: { lastSeenAt: true } }),
  ]);
  if (!row) throw new AppError("person_not_found", "There is no such person.");
  return {
    ...toPersonView(row),
    lastSeenAt: seen._max.lastSeenAt?.toISOString() ?? null,
    groups: row.memberships.flatMap(({ group, ...how }) => (group ? [{ ...group, ...how }] : [])),
  };
}
