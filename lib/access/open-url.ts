/** The portal's own page that opens a role's console, as a link for elsewhere. */
export function openUrl(origin: string, roleId: string): string {
  return `${origin}/open/${encodeURIComponent(roleId)}`;
}
