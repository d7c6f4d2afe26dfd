"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { type ListAddress, sortBy } from "#components/admin/lists/list-href.ts";
import { type DataColumn, DataTable } from "#components/ui/data-table.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { GroupView } from "#lib/groups/group-view.ts";

type Act = (group: GroupView) => void;

type GroupsTableProps = {
  groups: readonly GroupView[];
  query: ListAddress;
  onMembers: Act;
  /** Absent for those who may only look. */
  actions?: { edit: Act; remove: Act };
};

/** The groups, a page of them: what takes people in, how many there are, what is assigned. */
export function GroupsTable({ groups, query, onMembers, actions }: GroupsTableProps) {
  const t = useTranslations();
  const path = usePathname();
  const sort = (name: string) => sortBy(path, query, name, "name");
  const columns: DataColumn[] = [
    { key: "name", label: t("groups.name"), sort: sort("name") },
    { key: "claim", label: t("groups.claimFilter"), hideBelow: "md" },
    { key: "members", label: t("groups.columnMembers"), sort: sort("members") },
    {
      key: "assignments",
      label: t("groups.columnAssignments"),
      hideBelow: "sm",
      sort: sort("assignments"),
    },
    ...(actions ? [{ key: "actions", label: t("admin.actions"), align: "end" } as const] : []),
  ];
  return (
    <DataTable
      caption={t("groups.title")}
      columns={columns}
      rows={groups.map((group) => ({
        key: group.id,
        cells: {
          name: <GroupName group={group} />,
          claim: <span className="text-sm break-all text-muted">{group.claim}</span>,
          members: <Members group={group} onOpen={() => onMembers(group)} />,
          assignments: <Assignments group={group} />,
          actions: actions && <GroupMenu group={group} onMembers={onMembers} actions={actions} />,
        },
      }))}
    />
  );
}

const quiet =
  "whitespace-nowrap tabular-nums underline decoration-line underline-offset-4 hover:decoration-current";

/** Where a group's assignments are listed. */
export const assignmentsHref = ({ id }: GroupView) => `/admin/assignments?groupId=${encodeURIComponent(id)}`;

function GroupName({ group }: { group: GroupView }) {
  const t = useTranslations("bulk");
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium break-words">{group.name}</span>
        {group.managedBy === null ? null : (
          <span className="text-sm break-all text-muted">{t("managedBy", { file: group.managedBy })}</span>
        )}
      </div>
      {group.description === "" ? null : (
        <p className="line-clamp-2 max-w-prose text-sm break-words text-muted">{group.description}</p>
      )}
      {group.claim === null ? null : <p className="text-sm break-all text-muted md:hidden">{group.claim}</p>}
      <div className="text-sm sm:hidden">
        <Assignments group={group} />
      </div>
    </div>
  );
}

function Members({ group: { name, members }, onOpen }: { group: GroupView; onOpen: () => void }) {
  const t = useTranslations("groups");
  const ways = [
    ...(members.byHand > 0 ? [t("byHand", { count: String(members.byHand) })] : []),
    ...(members.byClaim > 0 ? [t("byClaim", { count: String(members.byClaim) })] : []),
  ];
  return (
    <div>
      <button
        type="button"
        onClick={onOpen}
        aria-haspopup="dialog"
        aria-label={t("membersOf", { count: members.total, name })}
        className={`min-h-6 ${quiet}`}
      >
        {t("memberCount", { count: members.total })}
      </button>
      {members.byClaim === 0 ? null : <p className="text-sm text-muted tabular-nums">{ways.join(" · ")}</p>}
    </div>
  );
}

function Assignments({ group }: { group: GroupView }) {
  const t = useTranslations("groups");
  return (
    <Link
      href={assignmentsHref(group)}
      prefetch={false}
      aria-label={t("assignmentsOf", { count: group.assignments, name: group.name })}
      className={quiet}
    >
      {t("assignmentCount", { count: group.assignments })}
    </Link>
  );
}

type GroupMenuProps = {
  group: GroupView;
  onMembers: Act;
  actions: NonNullable<GroupsTableProps["actions"]>;
};

function GroupMenu({ group, onMembers, actions }: GroupMenuProps) {
  const t = useTranslations("groups");
  const entries: MenuEntry[] = [
    { kind: "action", key: "edit", label: t("edit"), onSelect: () => actions.edit(group) },
    { kind: "action", key: "members", label: t("toMembers"), onSelect: () => onMembers(group) },
    { kind: "link", key: "assign", label: t("assign"), href: `${assignmentsHref(group)}&add=1` },
    { kind: "link", key: "assignments", label: t("toAssignments"), href: assignmentsHref(group) },
    { kind: "action", key: "remove", label: t("remove"), onSelect: () => actions.remove(group) },
  ];
  return (
    <Menu shape="icon" label={t("more", { name: group.name })} entries={entries}>
      <Ellipsis size={16} aria-hidden />
    </Menu>
  );
}
