/**
 * The start URL as AWS names its own portals, with this portal's host for the name: where `HEAD /start` leads. AWS
 * CLI 2.35.13 and later take a start URL of another host only when a HEAD of it is redirected once to such a name.
 */
export function startUrlIdentifier(origin: string): string {
  const name = new URL(origin).hostname.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `https://identitycenter.amazonaws.com/${name}`;
}

/** What clients are configured with as `sso_start_url`: newer ones refuse plain http, as in a trial on one machine. */
export function startUrlOf(origin: string): string {
  return origin.startsWith("https:") ? `${origin}/start` : startUrlIdentifier(origin);
}

/** Whether a start URL that a client sends means this portal. */
export function isOwnStartUrl(origin: string, startUrl: string): boolean {
  const plain = startUrl.replace(/#.*$/s, "").replace(/\/$/, "");
  return plain === `${origin}/start` || plain === startUrlIdentifier(origin);
}
