const key = (roleId: string) => `genkan-reason:${roleId}`;

/** The reason that was given last for a role in this tab; empty without one. */
export function rememberedReason(roleId: string): string {
  try {
    return sessionStorage.getItem(key(roleId)) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a reason for this tab, to begin with the next time. */
export function keepReason(roleId: string, reason: string): void {
  try {
    sessionStorage.setItem(key(roleId), reason);
  } catch {
    // Without storage it is typed anew.
  }
}
