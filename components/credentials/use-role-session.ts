"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import type { PickerRole } from "#lib/access/picker-role.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { type AccessPrompt, type Given, promptAfter, promptBefore } from "./access-prompt.ts";

/** How the session is asked for. */
export type SessionChoices = { durationSeconds: number; readOnly: boolean; bindAddress: boolean };

/** Credentials with what the API says of their session. */
export type IssuedSession = {
  credentials: RoleCredentials;
  readOnly: boolean;
  /** The only address that they work from, or null for any. */
  boundTo: string | null;
};

export type RoleSessionState =
  | { kind: "asking"; since: number }
  | { kind: "prompt"; prompt: AccessPrompt }
  | { kind: "ready"; session: IssuedSession }
  | { kind: "failed"; failure: ApiFailure }
  | { kind: "wiped" };

type Issue = (choices: SessionChoices, given?: Given) => void;
type Answer = RoleCredentials & Omit<IssuedSession, "credentials">;

/**
 * Asks for credentials when the dialog opens, unless the role wants something from the person first, and whenever
 * `issue` is called. The secrets live in this state only: they go when the dialog closes and when the page is left. A
 * code is in one request only; a reason is in every one from the first that it is given for.
 */
export function useRoleSession(input: {
  role: PickerRole;
  choices: SessionChoices;
  onIssued: (session: IssuedSession) => void;
}): { state: RoleSessionState; issue: Issue } {
  const roleId = input.role.id;
  const [first] = useState(() => promptBefore(input.role, input.role.credentials, Date.now()));
  const [state, setState] = useState<RoleSessionState>(
    first === null ? { kind: "asking", since: 0 } : { kind: "prompt", prompt: first },
  );
  const latest = useRef(input);
  const running = useRef<AbortController | null>(null);
  const reason = useRef<string>(undefined);
  useEffect(() => {
    latest.current = input;
  });

  const issue = useCallback(
    async (choices: SessionChoices, given?: Given) => {
      const { role } = latest.current;
      running.current?.abort();
      reason.current = given?.reason ?? reason.current;
      // A reason says nothing about codes: those are asked for next.
      const next =
        given?.reason === undefined ? null : promptBefore(role, role.credentials, Date.now(), given.reason);
      if (next !== null) return setState({ kind: "prompt", prompt: next });
      const controller = new AbortController();
      running.current = controller;
      setState({ kind: "asking", since: Date.now() });
      const path = `/api/roles/${encodeURIComponent(roleId)}/credentials`;
      const said = reason.current === undefined ? {} : { reason: reason.current };
      try {
        const result = await callApi<Answer>(
          "POST",
          path,
          { ...choices, ...said, ...given },
          controller.signal,
        );
        if (controller.signal.aborted) return;
        if (!result.ok) {
          const prompt = promptAfter(result, given ?? null);
          return setState(prompt === null ? { kind: "failed", failure: result } : { kind: "prompt", prompt });
        }
        const { readOnly, boundTo } = result.data;
        const session = { credentials: pickFields(result.data), readOnly, boundTo };
        setState({ kind: "ready", session });
        latest.current.onIssued(session);
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      }
    },
    [roleId],
  );

  useEffect(() => {
    if (first === null) void issue(latest.current.choices);
    return () => running.current?.abort();
  }, [issue, first]);

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
