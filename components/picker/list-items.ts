import type { PickerRole } from "#lib/access/picker-role.ts";
import type { AccountGroup, Folder } from "./group-roles.ts";
import type { Hits } from "./search-roles.ts";

export type SectionName = "pinned" | "recent" | "all" | "results" | "more" | "folder" | "hidden";

export type SectionItem = {
  kind: "section";
  key: string;
  section: SectionName;
  /** Of one that opens and closes: its name, how many roles it has, and whether they show. */
  folds?: { name: string; count: number; open: boolean };
};
export type AccountItem = { kind: "account"; key: string; group: AccountGroup; open: boolean };
export type RoleItem = { kind: "role"; key: string; section: SectionName; role: PickerRole };

/** One line of the list, top to bottom as it is shown. */
export type ListItem = SectionItem | AccountItem | RoleItem;

/**
 * The list while nobody searches: pinned, folders, recent, then every account with the roles of the open ones, and
 * what is hidden last.
 */
export function browseItems(input: {
  pinned: readonly PickerRole[];
  folders: readonly Folder[];
  recent: readonly PickerRole[];
  hidden: readonly PickerRole[];
  groups: readonly AccountGroup[];
  isOpen: (accountKey: string) => boolean;
  /** Whether a folder or the hidden is the other way round than it begins. */
  isToggled: (sectionKey: string) => boolean;
}): ListItem[] {
  const items: ListItem[] = [...section("pinned", input.pinned)];
  for (const { name, roles } of input.folders) {
    const key = `section:folder:${name}`;
    items.push(...foldable("folder", key, name, roles, !input.isToggled(key)));
  }
  items.push(...section("recent", input.recent));
  items.push({ kind: "section", key: "section:all", section: "all" });
  for (const group of input.groups) {
    const open = input.isOpen(group.key);
    items.push({ kind: "account", key: `account:${group.key}`, group, open });
    if (open) items.push(...group.roles.map((role) => roleItem("all", role)));
  }
  const key = "section:hidden";
  items.push(...foldable("hidden", key, "", input.hidden, input.isToggled(key)));
  return items;
}

/** The list while somebody searches: the hits, best first, and that there are more. */
export function resultItems({ best, count }: Hits): ListItem[] {
  const more: ListItem[] =
    count > best.length ? [{ kind: "section", key: "section:more", section: "more" }] : [];
  return [
    { kind: "section", key: "section:results", section: "results" },
    ...best.map((role) => roleItem("results", role)),
    ...more,
  ];
}

function section(name: "pinned" | "recent", roles: readonly PickerRole[]): ListItem[] {
  if (roles.length === 0) return [];
  return [
    { kind: "section", key: `section:${name}`, section: name },
    ...roles.map((role) => roleItem(name, role)),
  ];
}

function foldable(
  section: "folder" | "hidden",
  key: string,
  name: string,
  roles: readonly PickerRole[],
  open: boolean,
): ListItem[] {
  if (roles.length === 0) return [];
  const head: ListItem = { kind: "section", key, section, folds: { name, count: roles.length, open } };
  return open
    ? [head, ...roles.map((role) => ({ ...roleItem(section, role), key: `${key}:${role.id}` }))]
    : [head];
}

function roleItem(name: SectionName, role: PickerRole): RoleItem {
  return { kind: "role", key: `${name}:${role.id}`, section: name, role };
}
