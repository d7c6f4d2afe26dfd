"use client";

import { useCallback, useEffect, useState } from "react";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import type { OwnKeysView } from "#lib/access/own-keys-view.ts";

export type OwnKeysFields = { sourceProfile: string; mfaSerial: string; codeCommitRegion: string };

type Answered = { view: OwnKeysView | null; failure: ApiFailure | null };

/** Reads the blocks at once, and again a moment after a choice was made. What was read stays until then. */
export function useOwnKeys(roleId: string) {
  const [choices, setChoices] = useState<OwnKeysFields>({
    sourceProfile: "",
    mfaSerial: "",
    codeCommitRegion: "",
  });
  const [{ view, failure }, setAnswered] = useState<Answered>({ view: null, failure: null });
  const [turn, setTurn] = useState(0);
  const choose = useCallback(
    (changed: Partial<OwnKeysFields>) => setChoices((before) => ({ ...before, ...changed })),
    [],
  );
  const retry = useCallback(() => setTurn((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same again.
  useEffect(() => {
    const controller = new AbortController();
    const path = `/api/roles/${encodeURIComponent(roleId)}/own-keys?${new URLSearchParams(trimmed(choices))}`;
    async function read() {
      try {
        const result = await callApi<OwnKeysView>("GET", path, undefined, controller.signal);
        if (controller.signal.aborted) return;
        setAnswered((before) =>
          result.ok ? { view: result.data, failure: null } : { view: before.view, failure: result },
        );
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      }
    }
    const untouched = Object.values(choices).every((value) => value === "");
    const soon = setTimeout(read, untouched ? 0 : 400);
    return () => {
      clearTimeout(soon);
      controller.abort();
    };
  }, [roleId, choices, turn]);

  return { choices, choose, view, failure, retry };
}

function trimmed(choices: OwnKeysFields): Record<string, string> {
  return Object.fromEntries(Object.entries(choices).map(([name, value]) => [name, value.trim()]));
}
