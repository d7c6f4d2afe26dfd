/** Where a role's console opens: at what the bookmark and the role say, read-only if asked. */
export function consolePath(roleId: string, readOnly = false): string {
  return `/open/${encodeURIComponent(roleId)}${readOnly ? "?readOnly=true" : ""}`;
}
