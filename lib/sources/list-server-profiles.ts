import { requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { listProfiles } from "#lib/aws/list-profiles.ts";

/** The names of the profiles in the server's AWS config, for a source to be made of one. Owners. */
export async function listServerProfiles(viewer: Viewer): Promise<string[]> {
  requireOwner(viewer);
  return [...(await listProfiles())].sort();
}
