import type { Viewer } from "#lib/auth/viewer.ts";
import { endClientSignIn } from "./end-client-sign-in.ts";

/** Logout: ends the client sign-in that asks, with all its tokens. Any other viewer has none to end. */
export async function logOutClient(viewer: Viewer): Promise<void> {
  if (viewer.clientSignIn) await endClientSignIn(viewer, viewer.clientSignIn.id, "sign_out");
}
