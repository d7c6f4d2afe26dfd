"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { lastPosition } from "./pin-position.ts";
import { roleLabel, roleTitle } from "./role-facts.ts";
import type { BookmarkChange, SaveBookmark } from "./use-bookmarks.ts";

/** A notice, and what takes back the change that it tells of. */
export type Told = { text: string; undo?: Undo };
type Undo = { role: PickerRole; change: BookmarkChange };

export type RowChanges = {
  /** What is said above the list now. */
  told: Told | null;
  explain: (text: string) => void;
  /** Takes the notice away; except, where told so, one whose change can be undone. */
  dismiss: (except?: "undoable") => void;
  togglePin: (role: PickerRole) => void;
  toggleHidden: (role: PickerRole) => void;
  /** Takes back the change that is told of; false when there is none. */
  undo: () => boolean;
};

/** Pins and hides, says so once it is saved, and takes it back. */
export function useRowChanges(marked: readonly PickerRole[], save: SaveBookmark): RowChanges {
  const t = useTranslations("picker");
  const announce = useAnnounce();
  const [told, setTold] = useState<Told | null>(null);

  /** Says what was done once that is so; what can be taken back can be at once. */
  function tell(text: string, saved: ReturnType<SaveBookmark>, undo?: Undo) {
    setTold(undo === undefined ? null : { text, undo });
    void saved.then((result) => {
      if (result.ok) announce(text);
      else setTold((before) => (before?.text === text ? null : before));
    });
  }

  return {
    told,
    explain: (text) => setTold({ text }),
    dismiss: (except) => {
      if (except === undefined || told?.undo === undefined) setTold(null);
    },
    togglePin: (role) => {
      const pinned = !role.bookmark?.pinned;
      const position = pinned ? lastPosition(marked) : (role.bookmark?.position ?? 0);
      const saved = save(role, pinned ? { pinned, position } : { pinned });
      const text = t(pinned ? "pinnedNow" : "unpinnedNow", namesOf(role));
      tell(text, saved, pinned ? undefined : { role, change: { pinned: true, position } });
    },
    toggleHidden: (role) => {
      const hidden = !role.bookmark?.hidden;
      const saved = save(role, { hidden });
      const text = t(hidden ? "hiddenNow" : "shownNow", namesOf(role));
      tell(text, saved, hidden ? { role, change: { hidden: false } } : undefined);
    },
    undo: () => {
      if (told?.undo === undefined) return false;
      const { role, change } = told.undo;
      setTold(null);
      void save(role, change).then((result) => {
        if (result.ok) announce(t("undone", namesOf(role)));
      });
      return true;
    },
  };
}

const namesOf = (role: PickerRole) => ({ role: roleLabel(role), account: roleTitle(role) });
