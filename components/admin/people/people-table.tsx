"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { type ListAddress, sortBy } from "#components/admin/lists/list-href.ts";
import type { RowSelection } from "#components/admin/lists/use-row-selection.tsx";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { PersonListItem } from "#lib/people/person-list-view.ts";

type PeopleTableProps = {
  people: readonly PersonListItem[];
  query: ListAddress;
  selfId: string;
  /** Absent for those who may only look. */
  selection?: RowSelection;
  menuOf: (person: PersonListItem) => readonly MenuEntry[];
};

/** Everyone who may sign in, a page of them, with what they are and have. */
export function PeopleTable({ people, query, selfId, selection, menuOf }: PeopleTableProps) {
  const t = useTranslations();
  const path = usePathname();
  const sort = (name: string) => sortBy(path, query, name, "name");
  return (
    <DataTable
      caption={t("admin.people.title")}
      columns={[
        ...(selection ? [selection.column] : []),
        { key: "name", label: t("admin.people.columnName"), sort: sort("name") },
        { key: "email", label: t("admin.people.email"), hideBelow: "lg", sort: sort("email") },
        {
          key: "portalRole",
          label: t("admin.people.columnPortalRole"),
          hideBelow: "sm",
          sort: sort("portalRole"),
        },
        { key: "signsIn", label: t("admin.people.columnSignsIn"), hideBelow: "lg" },
        { key: "groups", label: t("admin.people.columnGroups"), hideBelow: "md" },
        { key: "assignments", label: t("admin.people.columnAssignments"), hideBelow: "sm" },
        { key: "seen", label: t("admin.people.columnSeen"), hideBelow: "md", sort: sort("seen") },
        { key: "added", label: t("admin.people.columnAdded"), hideBelow: "lg", sort: sort("added") },
        { key: "actions", label: t("admin.actions"), align: "end" },
      ]}
      rows={people.map((person) => ({
        key: person.id,
        selected: selection?.ids.has(person.id) ?? false,
        cells: {
          select: selection?.cellOf(person.id, person.name),
          name: <PersonName person={person} self={person.id === selfId} />,
          email: <span className="text-muted break-all">{person.email}</span>,
          portalRole: t(`common.menu.${person.portalRole}`),
          signsIn: <SignsInWith person={person} />,
          groups: <Groups person={person} />,
          assignments: <Assignments person={person} />,
          seen: <Seen iso={person.lastSeenAt} />,
          added: <Day iso={person.createdAt} />,
          actions: (
            <Menu shape="icon" label={t("admin.people.more", { name: person.name })} entries={menuOf(person)}>
              <Ellipsis size={16} aria-hidden />
            </Menu>
          ),
        },
      }))}
    />
  );
}

function PersonName({ person, self }: { person: PersonListItem; self: boolean }) {
  const t = useTranslations();
  const badges = [
    self ? t("admin.people.you") : "",
    person.disabledAt === null ? "" : t("admin.people.disabled"),
    person.secondFactor ? t("secondFactor.has") : "",
  ];
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={`/admin/people/${encodeURIComponent(person.id)}`}
          prefetch={false}
          className={`font-medium break-words ${person.disabledAt === null ? underlined : "text-muted line-through hover:text-ink"}`}
        >
          {person.name}
        </Link>
        {badges.filter(Boolean).map((badge) => (
          <span key={badge} className="text-sm text-muted">
            {badge}
          </span>
        ))}
      </div>
      <p className="text-sm break-all text-muted lg:hidden">{person.email}</p>
      {person.openInvitation === null ? null : (
        <p className="text-sm text-muted">
          {t("admin.people.invitedUntil")} <LocalTime iso={person.openInvitation.expiresAt} format="date" />
        </p>
      )}
      <p className="text-sm text-muted sm:hidden">
        {t(`common.menu.${person.portalRole}`)} · <Assignments person={person} />
      </p>
    </div>
  );
}

function SignsInWith({ person }: { person: PersonListItem }) {
  const t = useTranslations("admin.people");
  const methods = person.signsInWith.map((method) => t(`method.${method}`));
  return methods.length === 0 ? (
    <span className="whitespace-nowrap text-muted">{t("methodNone")}</span>
  ) : (
    methods.join(", ")
  );
}

function Groups({ person: { id, name, groups: count } }: { person: PersonListItem }) {
  const t = useTranslations("admin.people");
  return (
    <Link
      href={`/admin/groups?person=${encodeURIComponent(id)}`}
      prefetch={false}
      aria-label={t("groupsOf", { name, count })}
      className={`whitespace-nowrap ${underlined}`}
    >
      {t("groupCount", { count })}
    </Link>
  );
}

function Assignments({ person: { id, name, assignments: count } }: { person: PersonListItem }) {
  const t = useTranslations("admin.people");
  return (
    <Link
      href={`/admin/assignments?personId=${encodeURIComponent(id)}`}
      prefetch={false}
      aria-label={t("assignmentsOf", { name, count })}
      className={`whitespace-nowrap ${underlined}`}
    >
      {t("assignmentCount", { count })}
    </Link>
  );
}

function Seen({ iso }: { iso: string | null }) {
  const t = useTranslations("admin.people");
  return iso === null ? <span className="text-muted">{t("never")}</span> : <Day iso={iso} />;
}

function Day({ iso }: { iso: string }) {
  return (
    <span className="whitespace-nowrap">
      <LocalTime iso={iso} format="date" />
    </span>
  );
}

const underlined = "underline decoration-line underline-offset-4 hover:decoration-current";
