import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type AssignmentView, assignmentColumns, toAssignmentView } from "./assignment-view.ts";

/** Every assignment, by person and role; narrowed to one person or one role when asked. Owners and auditors. */
export async function listAssignments(
  viewer: Viewer,
  where: { personId?: string; roleId?: string } = {},
): Promise<AssignmentView[]> {
  requireReader(viewer);
  const rows = await db().assignment.findMany({
    where,
    orderBy: [{ person: { name: "asc" } }, { role: { label: "asc" } }, { id: "asc" }],
    select: assignmentColumns,
  });
  return rows.map(toAssignmentView);
}
