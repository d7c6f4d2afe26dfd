"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import { type ListAddress, sortBy } from "#components/admin/lists/list-href.ts";
import { ListPager } from "#components/admin/lists/list-pager.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { type DataColumn, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type {
  ReachPicture as Picture,
  ReachOfRole as Reach,
  ReachingPerson,
} from "#lib/access/reach-view.ts";
import { Through, Uses } from "./reach-cells.tsx";
import { ReachPicture } from "./reach-picture.tsx";
import { useReachFilters } from "./use-reach-filters.ts";
import { WhyDialog } from "./why-dialog.tsx";

type ReachOfRoleProps = { reach: Reach; picture: Picture; query: ListAddress; editable: boolean };

/** Who reaches a role: a picture, and the same as a table to search, sort and ask why. */
export function ReachOfRole({ reach, picture, query, editable }: ReachOfRoleProps) {
  const t = useTranslations();
  const path = usePathname();
  const [why, setWhy] = useState<ReachingPerson | null>(null);
  const groups = picture.columns.flatMap(({ nodes }) =>
    nodes.flatMap(({ id, kind, label }) => (kind === "group" ? [{ id, name: label }] : [])),
  );
  const filters = useReachFilters(query, groups);
  const { role, items, total, next, previous } = reach;
  if (total === 0 && filters.none)
    return (
      <EmptyState
        title={t("reach.role.empty")}
        body={t("reach.role.emptyBody")}
        action={
          editable ? (
            <ButtonLink href={`/admin/assignments?roleId=${encodeURIComponent(role.id)}&add=1`}>
              {t("reach.role.assign")}
            </ButtonLink>
          ) : undefined
        }
      />
    );
  const columns: DataColumn[] = [
    { key: "person", label: t("reach.column.person"), sort: sortBy(path, query, "name", "name") },
    { key: "through", label: t("reach.column.through") },
    { key: "uses", label: t("reach.column.uses"), hideBelow: "md" },
    { key: "why", label: t("reach.column.actions"), labelHidden: true, align: "end" },
  ];
  return (
    <div className="grid gap-4">
      <ReachPicture
        picture={picture}
        label={t("reach.picture.ofRole", { role: role.label })}
        counting="people"
      />
      <div>
        <ListControls
          query={query}
          hint={t("admin.people.filterHint")}
          count={t("reach.role.count", { count: total })}
          chips={filters.chips}
        >
          {filters.selects.map((select) => (
            <FilterSelect key={select.name} query={query} {...select} />
          ))}
        </ListControls>
        {items.length === 0 ? (
          <EmptyState title={t("reach.role.emptyFound")} body={t("reach.role.emptyFoundBody")} />
        ) : (
          <DataTable
            caption={t("reach.role.title")}
            columns={columns}
            rows={items.map(({ person, paths, ...uses }) => ({
              key: person.id,
              cells: {
                person: (
                  <>
                    <Link
                      href={`/admin/people/${encodeURIComponent(person.id)}`}
                      prefetch={false}
                      className="font-medium break-words underline-offset-4 hover:underline"
                    >
                      {person.name}
                    </Link>
                    <p className="text-sm break-all text-muted">{person.email}</p>
                  </>
                ),
                through: <Through paths={paths} />,
                uses: <Uses uses={uses} />,
                why: (
                  <Button
                    variant="quiet"
                    aria-label={t("reach.why.showOf", { name: person.name, role: role.label })}
                    onClick={() => setWhy(person)}
                  >
                    {t("reach.why.show")}
                  </Button>
                ),
              },
            }))}
          />
        )}
        <ListPager query={query} next={next} previous={previous} />
      </div>
      {why === null ? null : <WhyDialog role={role} person={why} onClose={() => setWhy(null)} />}
    </div>
  );
}
