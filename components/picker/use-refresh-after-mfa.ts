"use client";

import { useEffect, useRef } from "react";
import { mfaServes } from "#components/credentials/access-prompt.ts";
import { useOpenSessions } from "#components/open/open-sessions.ts";
import type { PickerRole } from "#lib/access/picker-role.ts";

/**
 * Reads the roles again when a session began, here or in another tab, that a new MFA code opened: the code serves
 * other roles too, and none of them should ask for another.
 */
export function useRefreshAfterMfa(roles: readonly PickerRole[], reload: () => void): void {
  const sessions = useOpenSessions();
  const latest = useRef(roles);
  const seen = useRef(sessions);
  useEffect(() => {
    latest.current = roles;
  });
  useEffect(() => {
    const before = seen.current;
    seen.current = sessions;
    const begun = new Set(sessions.filter((one) => !before.includes(one)).map((one) => one.roleId));
    const isNews = (role: PickerRole) =>
      role.requiresMfa && begun.has(role.id) && !mfaServes(role, Date.now());
    if (latest.current.some(isNews)) reload();
  }, [sessions, reload]);
}
