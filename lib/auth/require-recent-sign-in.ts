import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import type { Viewer } from "./viewer.ts";

/**
 * For changes that decide who rules the portal: a browser left open is not enough, and a token never is, be it a
 * person's or an AWS client's.
 * @throws AppError `recent_sign_in_required` unless the viewer signed in within the last five minutes
 */
export function requireRecentSignIn(viewer: Viewer): void {
  const browser = viewer.accessToken === null && viewer.clientSignIn === null;
  if (browser && now().getTime() - Date.parse(viewer.signedInAt) <= 5 * 60_000) return;
  throw new AppError(
    "recent_sign_in_required",
    "Sign out and in again: this change needs a sign-in of the last five minutes.",
  );
}
