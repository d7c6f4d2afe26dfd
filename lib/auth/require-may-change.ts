import { AppError } from "#lib/errors.ts";
import { requireManager, type Viewer } from "./viewer.ts";

/**
 * Whether the viewer may change a person of this portal role: owners everybody, admins members and auditors only.
 * @throws AppError `not_allowed`
 */
export function requireMayChange(viewer: Viewer, person: { portalRole: string }): void {
  requireManager(viewer);
  if (viewer.portalRole !== "owner" && person.portalRole !== "member" && person.portalRole !== "auditor")
    throw new AppError("not_allowed", "Only an owner may change an owner or an admin.");
}
