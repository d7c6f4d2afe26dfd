"use client";

import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { type ApiFailure, type ApiResult, callApi } from "#components/api-client.ts";
import type { BookmarkView, PickerRole } from "#lib/access/picker-role.ts";

export type BookmarkChange = Partial<BookmarkView>;
export type SaveBookmark = (role: PickerRole, change: BookmarkChange) => Promise<ApiResult<BookmarkView>>;

/**
 * The roles with the viewer's latest bookmarks. A change shows at once, and goes back if the API refuses it.
 */
export function useBookmarks(roles: readonly PickerRole[]): {
  roles: readonly PickerRole[];
  save: SaveBookmark;
  failure: ApiFailure | null;
  clearFailure: () => void;
} {
  const router = useRouter();
  const [changed, setChanged] = useState<ReadonlyMap<string, BookmarkView>>(new Map());
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  // What the server says next includes these changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `roles` is the news itself.
  useEffect(() => setChanged(new Map()), [roles]);

  const current = useMemo(() => {
    if (changed.size === 0) return roles;
    return roles.map((role) => {
      const bookmark = changed.get(role.id);
      return bookmark === undefined ? role : { ...role, bookmark };
    });
  }, [roles, changed]);

  const save = useCallback<SaveBookmark>(
    async (role, change) => {
      const show = (bookmark: BookmarkView) => setChanged((before) => new Map(before).set(role.id, bookmark));
      setFailure(null);
      show({ ...(role.bookmark ?? emptyBookmark), ...change });
      const path = `/api/bookmarks/${encodeURIComponent(role.id)}`;
      const result = await callApi<BookmarkView>("PUT", path, change);
      if (result.ok) startTransition(() => router.refresh());
      else {
        show(role.bookmark ?? emptyBookmark);
        setFailure(result);
      }
      return result;
    },
    [router],
  );
  return { roles: current, save, failure, clearFailure: useCallback(() => setFailure(null), []) };
}

const emptyBookmark: BookmarkView = {
  pinned: false,
  alias: null,
  color: null,
  note: null,
  position: 0,
  region: null,
  destination: null,
  durationSeconds: null,
  format: null,
  hidden: false,
  folder: null,
};
