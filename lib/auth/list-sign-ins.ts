import { readOpenSignIns } from "./read-open-sign-ins.ts";
import type { SignInView } from "./sign-in-view.ts";
import type { Viewer } from "./viewer.ts";

/** The viewer's own open sign-in sessions, the last seen first. */
export function listSignIns(viewer: Viewer): Promise<SignInView[]> {
  return readOpenSignIns(viewer, viewer.personId);
}
