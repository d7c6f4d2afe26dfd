"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";

export type RoleSessionState =
  | { kind: "asking"; since: number }
  | { kind: "ready"; credentials: RoleCredentials }
  | { kind: "failed"; failure: ApiFailure }
  | { kind: "wiped" };

/**
 * Asks for credentials when the dialog opens and whenever `issue` is called. The secrets live in this state only:
 * they go when the dialog closes and when the page is left.
 */
export function useRoleSession(input: {
  roleId: string;
  durationSeconds: number;
  onIssued: (credentials: RoleCredentials) => void;
}): { state: RoleSessionState; issue: (durationSeconds: number) => void } {
  const { roleId } = input;
  const [state, setState] = useState<RoleSessionState>({ kind: "asking", since: 0 });
  const latest = useRef(input);
  const running = useRef<AbortController | null>(null);
  useEffect(() => {
    latest.current = input;
  });

  const issue = useCallback(
    async (durationSeconds: number) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState({ kind: "asking", since: Date.now() });
      const path = `/api/roles/${encodeURIComponent(roleId)}/credentials`;
      try {
        const result = await callApi<RoleCredentials>("POST", path, { durationSeconds }, controller.signal);
        if (controller.signal.aborted) return;
        if (!result.ok) return setState({ kind: "failed", failure: result });
        const credentials = pickFields(result.data);
        setState({ kind: "ready", credentials });
        latest.current.onIssued(credentials);
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      }
    },
    [roleId],
  );

  useEffect(() => {
    void issue(latest.current.durationSeconds);
    return () => running.current?.abort();
  }, [issue]);

  useEffect(() => {
    // The browser may freeze the page for its back button, with all its state: forget before.
    const wipe = () => {
      running.current?.abort();
      flushSync(() => setState({ kind: "wiped" }));
    };
    addEventListener("pagehide", wipe);
    return () => removeEventListener("pagehide", wipe);
  }, []);

  return { state, issue };
}

// The answer says more than the formats need; only what they need is kept.
function pickFields(answer: RoleCredentials): RoleCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt, region } = answer;
  const { accountId, roleName, sessionName, profileName } = answer;
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt,
    region,
    accountId,
    roleName,
    sessionName,
    profileName,
  };
}
