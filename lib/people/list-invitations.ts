import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { invitationColumns, toInvitationView } from "./invitation-row.ts";
import type { InvitationView } from "./invitation-view.ts";

/** The last 500 invitations, the newest first, whatever became of them. For owners, admins and auditors. */
export async function listInvitations(viewer: Viewer): Promise<InvitationView[]> {
  requireReader(viewer);
  const rows = await db().invitation.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 500,
    select: invitationColumns,
  });
  return rows.map(toInvitationView);
}
