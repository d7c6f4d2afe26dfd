"use client";

import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import type { RoleItem } from "./list-items.ts";
import { placedAt } from "./pin-position.ts";
import { roleLabel, roleTitle } from "./role-facts.ts";
import type { RowCommands } from "./row-commands.ts";
import type { SaveBookmark } from "./use-bookmarks.ts";
import type { ListModel } from "./use-list-items.ts";

/** Puts rows in the person's own order, where they have one: among the pins, and in a folder. */
export function useRowOrder(
  { pinned, folders }: ListModel,
  save: SaveBookmark,
): Pick<RowCommands, "move" | "drop"> & { isOrdered: (item: RoleItem) => boolean } {
  const t = useTranslations("picker");
  const announce = useAnnounce();

  function listOf({ section, role }: RoleItem): readonly PickerRole[] {
    if (section === "pinned") return pinned;
    if (section !== "folder") return [];
    return folders.find((folder) => folder.name === role.bookmark?.folder)?.roles ?? [];
  }

  function place(roles: readonly PickerRole[], role: PickerRole, to: number) {
    const writes = placedAt(roles, role.id, to);
    if (writes.length === 0) return;
    const names = { role: roleLabel(role), account: roleTitle(role) };
    void Promise.all(writes.map((one) => save(one.role, { position: one.position }))).then((results) => {
      if (results.every((result) => result.ok))
        announce(t("moved", { ...names, place: String(to + 1), total: String(roles.length) }));
    });
  }

  return {
    isOrdered: (item) => listOf(item).length > 0,
    move: (item, step) => {
      const roles = listOf(item);
      place(roles, item.role, roles.findIndex((role) => role.id === item.role.id) + step);
    },
    drop: (roleId, beside, edge) => {
      const roles = listOf(beside);
      const from = roles.findIndex((role) => role.id === roleId);
      const role = roles[from];
      if (role === undefined) return;
      // Taken out first, it leaves what comes after it one place earlier.
      const to = roles.findIndex((one) => one.id === beside.role.id) + (edge === "after" ? 1 : 0);
      place(roles, role, from < to ? to - 1 : to);
    },
  };
}
