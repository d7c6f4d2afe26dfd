"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { PersonView } from "#lib/people/person-view.ts";

type PeopleTableProps = {
  people: readonly PersonView[];
  selfId: string;
  menuOf: (person: PersonView) => readonly MenuEntry[];
};

/** Everyone who may sign in, with what they are and have. */
export function PeopleTable({ people, selfId, menuOf }: PeopleTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      caption={t("admin.people.title")}
      columns={[
        { key: "name", label: t("admin.people.columnName") },
        { key: "portalRole", label: t("admin.people.columnPortalRole"), hideBelow: "sm" },
        { key: "signsIn", label: t("admin.people.columnSignsIn"), hideBelow: "md" },
        { key: "sessionName", label: t("admin.people.columnSessionName"), hideBelow: "lg" },
        { key: "assignments", label: t("admin.people.columnAssignments") },
        { key: "added", label: t("admin.people.columnAdded"), hideBelow: "lg" },
        { key: "actions", label: t("admin.actions"), align: "end" },
      ]}
      rows={people.map((person) => ({
        key: person.id,
        cells: {
          name: <PersonName person={person} self={person.id === selfId} />,
          portalRole: t(`common.menu.${person.portalRole}`),
          signsIn: <SignsInWith person={person} />,
          sessionName: <span className="font-mono text-sm break-all">{person.sessionName}</span>,
          assignments: (
            <Link
              href={`/admin/assignments?personId=${encodeURIComponent(person.id)}`}
              prefetch={false}
              aria-label={t("admin.people.assignmentsOf", { name: person.name, count: person.assignments })}
              className="whitespace-nowrap underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {t("admin.people.assignmentCount", { count: person.assignments })}
            </Link>
          ),
          added: <LocalTime iso={person.createdAt} format="date" />,
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

function PersonName({ person, self }: { person: PersonView; self: boolean }) {
  const t = useTranslations();
  const badges = [
    self ? t("admin.people.you") : "",
    person.disabledAt === null ? "" : t("admin.people.disabled"),
    person.secondFactor ? t("secondFactor.has") : "",
  ];
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className={`font-medium ${person.disabledAt === null ? "" : "text-muted line-through"}`}>
          {person.name}
        </span>
        {badges.filter(Boolean).map((badge) => (
          <span key={badge} className="text-sm text-muted">
            {badge}
          </span>
        ))}
      </div>
      <p className="text-sm break-all text-muted">{person.email}</p>
      <p className="text-sm text-muted sm:hidden">{t(`common.menu.${person.portalRole}`)}</p>
    </div>
  );
}

function SignsInWith({ person }: { person: PersonView }) {
  const t = useTranslations("admin.people");
  const methods = person.signsInWith.map((method) => t(`method.${method}`));
  return methods.length === 0 ? t("methodNone") : methods.join(", ");
}
