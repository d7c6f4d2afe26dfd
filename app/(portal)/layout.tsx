import type { ReactNode } from "react";
import { pageViewer } from "#lib/auth/page-viewer.ts";

/** Sends people who are not signed in to sign in, before a page below asks for anything. Pages ask again. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  await pageViewer();
  return children;
}
