import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { requestOrigin } from "./request-origin.ts";
import { cookieNames, readSignInToken } from "./sign-in-cookie.ts";
import { findViewer } from "./sign-in-sessions.ts";
import type { Viewer } from "./viewer.ts";

/** The viewer of the page being rendered, or null. Asked once a request. */
export const optionalPageViewer = cache(async (): Promise<Viewer | null> => {
  const token = await readSignInToken((await cookies()).get(cookieNames().sessionToken)?.value);
  return token ? findViewer(token, requestOrigin(await headers())) : null;
});

/** The viewer of the page being rendered; without one the browser goes to sign in and comes back. */
export async function pageViewer(): Promise<Viewer> {
  const viewer = await optionalPageViewer();
  if (viewer) return viewer;
  const path = (await headers()).get("x-genkan-path") ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}
