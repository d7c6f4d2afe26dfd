"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type ApiFailure, type ApiResult, callApi } from "#components/api-client.ts";
import type { BookmarkView, PickerRole } from "#lib/access/picker-role.ts";
import { type BookmarkChanges, unknownChanges } from "./bookmark-changes.ts";
import type { RoleList } from "./use-role-list.ts";

export type BookmarkChange = Partial<BookmarkView>;
export type SaveBookmark = (role: PickerRole, change: BookmarkChange) => Promise<ApiResult<BookmarkView>>;

/**
 * The roles with the viewer's latest bookmarks. A change shows at once, and goes back if the API refuses it.
 */
export function useBookmarks({ roles, askedAt, short, reload }: RoleList): {
  roles: readonly PickerRole[];
  save: SaveBookmark;
  failure: ApiFailure | null;
} {
  const [changes, setChanges] = useState<BookmarkChanges>(new Map());
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  // Of several changes to one role only the last one's answer counts.
  const turns = useRef(new Map<string, number>());

  useEffect(() => setChanges((before) => unknownChanges(before, askedAt)), [askedAt]);

  const current = useMemo(() => {
    if (changes.size === 0) return roles;
    return roles.map((role) => {
      const change = changes.get(role.id);
      return change === undefined ? role : { ...role, bookmark: change.bookmark };
    });
  }, [roles, changes]);

  const save = useCallback<SaveBookmark>(
    async (role, change) => {
      const turn = (turns.current.get(role.id) ?? 0) + 1;
      turns.current.set(role.id, turn);
      const show = (bookmark: BookmarkView, settledAt: number | null) =>
        setChanges((before) => new Map(before).set(role.id, { bookmark, settledAt }));
      setFailure(null);
      show({ ...(role.bookmark ?? emptyBookmark), ...change }, null);
      const path = `/api/bookmarks/${encodeURIComponent(role.id)}`;
      const result = await callApi<BookmarkView>("PUT", path, change);
      if (!result.ok) setFailure(result);
      if (turns.current.get(role.id) === turn)
        show(result.ok ? result.data : (role.bookmark ?? emptyBookmark), performance.now());
      // A long list is not worth asking for again.
      if (result.ok && short) reload();
      return result;
    },
    [short, reload],
  );
  return { roles: current, save, failure };
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
