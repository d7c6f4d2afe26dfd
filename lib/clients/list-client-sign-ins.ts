import type { Viewer } from "#lib/auth/viewer.ts";
import type { ClientSignInView } from "./client-sign-in-view.ts";
import { readClientSignIns } from "./read-client-sign-ins.ts";

/** The viewer's own client sign-ins that are in force, the last used first. */
export function listOwnClientSignIns(viewer: Viewer): Promise<ClientSignInView[]> {
  return readClientSignIns(viewer.personId);
}
