"use client";

import { useCallback, useMemo, useState } from "react";
import { useLocale } from "use-intl";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { queryWords } from "./fold-text.ts";
import {
  type AccountGroup,
  type AccountSort,
  type Folder,
  folders,
  groupByAccount,
  pinnedRoles,
  recentRoles,
} from "./group-roles.ts";
import { browseItems, type ListItem, resultItems } from "./list-items.ts";
import { indexRoles, searchRoles } from "./search-roles.ts";

// With more roles than fit a screen or two, accounts begin closed.
const openAtMost = 60;

export type ListModel = {
  items: readonly ListItem[];
  words: readonly string[];
  hits: number;
  /** How many of the hits are lines of the list. */
  listed: number;
  pinned: readonly PickerRole[];
  /** All that have an entry of the person's own. */
  marked: readonly PickerRole[];
  folders: readonly Folder[];
  groups: readonly AccountGroup[];
  sort: AccountSort;
  setSort: (sort: AccountSort) => void;
  toggleAccount: (key: string) => void;
  toggleSection: (key: string) => void;
  isOpen: (key: string) => boolean;
  allOpen: boolean;
  toggleAll: () => void;
};

/** What the list shows: everything by section, or the hits of a search. */
export function useListItems(roles: readonly PickerRole[], total: number, query: string): ListModel {
  const locale = useLocale();
  const [sort, setSort] = useState<AccountSort>("name");
  const [openByDefault, setOpenByDefault] = useState(total <= openAtMost);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());

  const index = useMemo(() => indexRoles(roles), [roles]);
  const compare = useMemo(() => new Intl.Collator(locale, { numeric: true }).compare, [locale]);
  const shown = useMemo(() => roles.filter((role) => !role.bookmark?.hidden), [roles]);
  const own = useMemo(
    () => ({
      pinned: pinnedRoles(shown),
      folders: folders(shown, compare),
      recent: recentRoles(shown),
      hidden: roles.filter((role) => role.bookmark?.hidden),
      marked: roles.filter((role) => role.bookmark !== null),
    }),
    [roles, shown, compare],
  );
  const groups = useMemo(() => groupByAccount(shown, sort, compare), [shown, sort, compare]);
  const words = useMemo(() => queryWords(query), [query]);
  const isOpen = useCallback((key: string) => openByDefault !== toggled.has(key), [openByDefault, toggled]);
  const [foldedOver, setFoldedOver] = useState<ReadonlySet<string>>(new Set());
  const isToggled = useCallback((key: string) => foldedOver.has(key), [foldedOver]);
  const hits = useMemo(() => (words.length === 0 ? null : searchRoles(index, words)), [index, words]);
  const items = useMemo(
    () => (hits === null ? browseItems({ ...own, groups, isOpen, isToggled }) : resultItems(hits)),
    [hits, own, groups, isOpen, isToggled],
  );

  const toggleAccount = useCallback((key: string) => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  const toggleSection = useCallback((key: string) => {
    setFoldedOver((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  const allOpen = groups.every((group) => isOpen(group.key));
  const toggleAll = () => {
    setOpenByDefault(!allOpen);
    setToggled(new Set());
  };
  return {
    items,
    words,
    hits: hits?.count ?? 0,
    listed: hits?.best.length ?? 0,
    pinned: own.pinned,
    marked: own.marked,
    folders: own.folders,
    groups,
    sort,
    setSort,
    toggleAccount,
    toggleSection,
    isOpen,
    allOpen,
    toggleAll,
  };
}
