import type { PickerRole } from "#lib/access/picker-role.ts";
import type { AccountGroup } from "./group-roles.ts";

export type SectionName = "pinned" | "recent" | "all" | "results";

export type SectionItem = { kind: "section"; key: string; section: SectionName };
export type AccountItem = { kind: "account"; key: string; group: AccountGroup; open: boolean };
export type RoleItem = { kind: "role"; key: string; section: SectionName; role: PickerRole };

/** One line of the list, top to bottom as it is shown. */
export type ListItem = SectionItem | AccountItem | RoleItem;

/** The list while nobody searches: pinned, recent, then every account with the roles of the open ones. */
export function browseItems(input: {
  pinned: readonly PickerRole[];
  recent: readonly PickerRole[];
  groups: readonly AccountGroup[];
  isOpen: (accountKey: string) => boolean;
}): ListItem[] {
  const items: ListItem[] = [...section("pinned", input.pinned), ...section("recent", input.recent)];
  items.push({ kind: "section", key: "section:all", section: "all" });
  for (const group of input.groups) {
    const open = input.isOpen(group.key);
    items.push({ kind: "account", key: `account:${group.key}`, group, open });
    if (open) items.push(...group.roles.map((role) => roleItem("all", role)));
  }
  return items;
}

/** The list while somebody searches: the hits, best first. */
export function resultItems(hits: readonly PickerRole[]): ListItem[] {
  return [
    { kind: "section", key: "section:results", section: "results" },
    ...hits.map((role) => roleItem("results", role)),
  ];
}

function section(name: "pinned" | "recent", roles: readonly PickerRole[]): ListItem[] {
  if (roles.length === 0) return [];
  return [
    { kind: "section", key: `section:${name}`, section: name },
    ...roles.map((role) => roleItem(name, role)),
  ];
}

function roleItem(name: SectionName, role: PickerRole): RoleItem {
  return { kind: "role", key: `${name}:${role.id}`, section: name, role };
}
