import { requireMayChange } from "./require-may-change.ts";
import { requireRecentSignIn } from "./require-recent-sign-in.ts";
import { requireManager, type Viewer } from "./viewer.ts";

/**
 * Whether the viewer may end what is signed in as a person: owners everybody's, admins that of members and auditors,
 * and either their own. As with every way in of owners, admins and auditors, ending theirs needs a sign-in of the last
 * five minutes.
 * @throws AppError `not_allowed`, `recent_sign_in_required`
 */
export function requireMayEnd(viewer: Viewer, person: { id: string; portalRole: string }): void {
  requireManager(viewer);
  if (person.id === viewer.personId) return;
  requireMayChange(viewer, person);
  if (person.portalRole !== "member") requireRecentSignIn(viewer);
}
