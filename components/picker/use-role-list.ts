"use client";

import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { type PickerListView, unpackRoles } from "#lib/access/picker-list-view.ts";
import type { PickerRole } from "#lib/access/picker-role.ts";

export type RoleList = {
  roles: readonly PickerRole[];
  totals: PickerListView["totals"];
  complete: boolean;
  /** Whether the page itself brings the whole list. */
  short: boolean;
  /** When this list was asked for, in milliseconds of `performance.now()`. */
  askedAt: number;
  /** Why the rest of a long list did not come. */
  failure: ApiFailure | null;
  /** Reads again what the server says. */
  reload: () => void;
};

/** The roles that the page came with; of a long list the rest, as soon as the browser has it. */
export function useRoleList(first: PickerListView): RoleList {
  const router = useRouter();
  const [rest, setRest] = useState<{ list: PickerListView; askedAt: number } | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const running = useRef<AbortController | null>(null);
  const refreshedAt = useRef(0);
  const [firstAskedAt, setFirstAskedAt] = useState(0);

  const load = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const askedAt = performance.now();
    setFailure(null);
    try {
      const result = await callApi<PickerListView>("GET", "/api/me/roles", undefined, controller.signal);
      if (controller.signal.aborted) return;
      if (result.ok) startTransition(() => setRest({ list: result.data, askedAt }));
      else setFailure(result);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  }, []);

  useEffect(() => {
    setFirstAskedAt(refreshedAt.current);
    // A short list is whole each time that the server sends it.
    if (first.complete) setRest(null);
    else void load();
    return () => running.current?.abort();
  }, [first, load]);

  const list = rest?.list ?? first;
  const roles = useMemo(() => unpackRoles(list), [list]);
  const reload = useCallback(() => {
    if (!first.complete) return void load();
    refreshedAt.current = performance.now();
    startTransition(() => router.refresh());
  }, [first, load, router]);
  return {
    roles,
    totals: list.totals,
    complete: list.complete,
    short: first.complete,
    askedAt: rest?.askedAt ?? firstAskedAt,
    failure,
    reload,
  };
}
