import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { assignmentColumns, toAssignmentView } from "./assignment-row.ts";
import type { AssignmentView } from "./assignment-view.ts";

/** Every assignment, by person or group; narrowed to one person's own or to those that name one role when asked. */
export async function listAssignments(
  viewer: Viewer,
  where: { personId?: string; groupId?: string; roleId?: string } = {},
): Promise<AssignmentView[]> {
  requireReader(viewer);
  const { roleId, ...principal } = where;
  const rows = await db().assignment.findMany({
    where: { ...principal, ...(roleId !== undefined && { target: { roleId } }) },
    orderBy: [
      { person: { name: "asc" } },
      { group: { name: "asc" } },
      { target: { role: { label: "asc" } } },
      { id: "asc" },
    ],
    select: assignmentColumns,
  });
  return rows.map(toAssignmentView);
}
