import { slug } from "#lib/credentials/profile-name.ts";

/** What names a portal on one machine: its host, with the port where it has one of its own. */
export function portalHost(origin: string): string {
  return new URL(origin).host;
}

/** A portal's files are called after it: `genkan-portal.example.com`. */
export function portalFileName(origin: string): string {
  return `genkan-${slug(portalHost(origin)) || "portal"}`;
}

/** The name of the `[sso-session]` to begin with: `portal-example-com`. */
export function defaultSessionName(origin: string): string {
  return slug(portalHost(origin)).replace(/[._]+/g, "-") || "genkan";
}

/** Whether a text can name a session: what needs no quoting in a section's header or a shell. */
export function isSessionName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text);
}

/** The shell function of a portal: `genkan_portal_example_com`. */
export function functionName(sessionName: string): string {
  return `genkan_${sessionName.replace(/-/g, "_")}`;
}
