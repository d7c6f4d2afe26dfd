import type { PickerRole } from "#lib/access/picker-role.ts";

export type AccountSort = "name" | "id" | "recent";

export type AccountGroup = {
  /** Partition and id: an id may exist in two partitions. */
  key: string;
  accountId: string;
  name: string;
  color: string;
  tags: PickerRole["tags"];
  roles: readonly PickerRole[];
  lastUsedAt: string;
};

/** The pinned roles in the person's own order. */
export function pinnedRoles(roles: readonly PickerRole[]): PickerRole[] {
  return roles.filter((role) => role.bookmark?.pinned).sort(byPosition);
}

export type Folder = { name: string; roles: readonly PickerRole[] };

/** The person's own folders by name, each in the person's own order. */
export function folders(roles: readonly PickerRole[], compare: (a: string, b: string) => number): Folder[] {
  const byName = new Map<string, PickerRole[]>();
  for (const role of roles) {
    const name = role.bookmark?.folder;
    if (!name) continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [role]);
    else known.push(role);
  }
  return [...byName]
    .map(([name, members]) => ({ name, roles: members.sort(byPosition) }))
    .sort((a, b) => compare(a.name, b.name));
}

const byPosition = (a: PickerRole, b: PickerRole) =>
  (a.bookmark?.position ?? 0) - (b.bookmark?.position ?? 0);

/** What the person uses most and latest, without what is pinned anyway. */
export function recentRoles(roles: readonly PickerRole[], count = 5): PickerRole[] {
  return roles
    .filter((role) => role.frecency > 0 && !role.bookmark?.pinned)
    .sort((a, b) => b.frecency - a.frecency)
    .slice(0, count);
}

/** Roles by account. `compare` orders names as the viewer's language does. */
export function groupByAccount(
  roles: readonly PickerRole[],
  sort: AccountSort,
  compare: (a: string, b: string) => number,
): AccountGroup[] {
  const groups = new Map<string, PickerRole[]>();
  for (const role of roles) {
    const key = `${role.partition}:${role.accountId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [role]);
    else group.push(role);
  }
  return [...groups].flatMap(([key, members]) => toGroup(key, members, compare)).sort(order(sort, compare));
}

function toGroup(
  key: string,
  members: PickerRole[],
  compare: (a: string, b: string) => number,
): AccountGroup[] {
  const [first] = members;
  if (first === undefined) return [];
  return [
    {
      key,
      accountId: first.accountId,
      name: first.accountName,
      color: first.accountColor,
      tags: first.tags,
      roles: members.sort((a, b) => compare(a.label || a.roleName, b.label || b.roleName)),
      lastUsedAt:
        members
          .map((role) => role.lastUsedAt ?? "")
          .sort()
          .at(-1) ?? "",
    },
  ];
}

function order(sort: AccountSort, compare: (a: string, b: string) => number) {
  const byName = (a: AccountGroup, b: AccountGroup) => compare(a.name, b.name) || byId(a, b);
  const byId = (a: AccountGroup, b: AccountGroup) => a.accountId.localeCompare(b.accountId, "en");
  // ISO 8601 in UTC sorts as text; never used sorts last.
  const byUse = (a: AccountGroup, b: AccountGroup) =>
    a.lastUsedAt === b.lastUsedAt ? byName(a, b) : a.lastUsedAt < b.lastUsedAt ? 1 : -1;
  return { name: byName, id: byId, recent: byUse }[sort];
}
