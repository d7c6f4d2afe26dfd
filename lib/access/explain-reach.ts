import { isManager, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { findAssignedRole } from "./find-assigned-role.ts";
import { findReachedRole, findReachingPerson } from "./find-reached.ts";
import { findPaths, grantOf } from "./reach-paths.ts";
import type { ReachExplanation, ReachObstacle } from "./reach-view.ts";
import { reachedUses } from "./reached-uses.ts";

/**
 * Why a person has a role, or why not: every assignment that leads there, and what those in force come to. Owners,
 * admins and auditors ask about anybody, members about themselves and a role that they have.
 * @throws AppError `role_not_assigned` to a member about anything else; `person_not_found`, `role_not_found`
 */
export async function explainReach(
  viewer: Viewer,
  { personId, roleId }: { personId: string; roleId: string },
): Promise<ReachExplanation> {
  if (!readsAll(viewer)) {
    // Unknown and forbidden look the same: what a member has is all they may know of.
    const assigned = personId === viewer.personId && (await findAssignedRole(db(), viewer, roleId));
    if (!assigned) throw new AppError("role_not_assigned", "You are not assigned to this role.");
  }
  const { obstacles: personal, ...person } = await findReachingPerson(db(), personId);
  const role = await findReachedRole(db(), roleId);
  const paths = (await findPaths(db(), { personId, roleIds: [roleId] })).map((found) => found.path);
  const giving = paths.filter((path) => path.state === "now");
  const obstacles: ReachObstacle[] = [
    ...personal,
    ...(role.ownerId !== null && role.ownerId !== personId ? ["own_role" as const] : []),
  ];
  return {
    person,
    role: role.view,
    obstacles,
    giving,
    notNow: paths.filter((path) => path.state !== "now"),
    effective:
      giving.length === 0 || obstacles.length > 0
        ? null
        : reachedUses(giving.map(grantOf), role.maxDurationSeconds),
  };
}

function readsAll(viewer: Viewer): boolean {
  return isManager(viewer) || viewer.portalRole === "auditor";
}
