"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import { type ListAddress, sortBy } from "#components/admin/lists/list-href.ts";
import { ListPager } from "#components/admin/lists/list-pager.tsx";
import { Button } from "#components/ui/button.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { type DataColumn, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { ReachPicture as Picture, ReachOfPerson as Reach, ReachedRole } from "#lib/access/reach-view.ts";
import { Through, Uses } from "./reach-cells.tsx";
import { ReachPicture } from "./reach-picture.tsx";
import { useReachFilters } from "./use-reach-filters.ts";
import { WhyDialog } from "./why-dialog.tsx";

type ReachOfPersonProps = {
  reach: Reach;
  picture: Picture;
  groups: readonly { id: string; name: string }[];
  query: ListAddress;
};

/** What a person reaches: a picture, and the same as a table to search, sort and ask why. */
export function ReachOfPerson({ reach, picture, groups, query }: ReachOfPersonProps) {
  const t = useTranslations();
  const path = usePathname();
  const [why, setWhy] = useState<ReachedRole | null>(null);
  const filters = useReachFilters(query, groups);
  const { person, obstacles, items, total, next, previous } = reach;
  if (total === 0 && filters.none)
    return (
      <>
        <Obstacles obstacles={obstacles} name={person.name} />
        <EmptyState
          title={t("reach.person.empty", { name: person.name })}
          body={t("reach.person.emptyBody")}
        />
      </>
    );
  const columns: DataColumn[] = [
    { key: "role", label: t("reach.column.role"), sort: sortBy(path, query, "role", "account") },
    {
      key: "account",
      label: t("reach.column.account"),
      sort: sortBy(path, query, "account", "account"),
      hideBelow: "md",
    },
    { key: "through", label: t("reach.column.through") },
    { key: "uses", label: t("reach.column.uses"), hideBelow: "md" },
    { key: "why", label: t("reach.column.actions"), labelHidden: true, align: "end" },
  ];
  return (
    <div className="grid gap-4">
      <ReachPicture
        picture={picture}
        label={t("reach.picture.ofPerson", { name: person.name })}
        counting="roles"
      />
      <div>
        <ListControls
          query={query}
          hint={t("admin.roles.filterHint")}
          count={t("reach.person.count", { count: total })}
          chips={filters.chips}
        >
          {filters.selects.map((select) => (
            <FilterSelect key={select.name} query={query} {...select} />
          ))}
        </ListControls>
        {items.length === 0 ? (
          <EmptyState title={t("reach.person.emptyFound")} body={t("reach.person.emptyFoundBody")} />
        ) : (
          <DataTable
            caption={t("reach.person.reaches")}
            columns={columns}
            rows={items.map(({ role, paths, ...uses }) => ({
              key: role.id,
              cells: {
                role: <RoleName role={role} />,
                account: (
                  <>
                    {role.accountName}
                    <p className="text-sm text-muted tabular-nums">{formatAccountId(role.accountId)}</p>
                  </>
                ),
                through: <Through paths={paths} />,
                uses: <Uses uses={uses} />,
                why: (
                  <Button
                    variant="quiet"
                    aria-label={t("reach.why.showOf", { name: person.name, role: role.label })}
                    onClick={() => setWhy(role)}
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
      {why === null ? null : <WhyDialog role={why} person={person} onClose={() => setWhy(null)} />}
    </div>
  );
}

function Obstacles({ obstacles, name }: { obstacles: Reach["obstacles"]; name: string }) {
  const t = useTranslations("reach.obstacle");
  return obstacles.map((obstacle) => (
    <Notice key={obstacle} tone="warn">
      {t(obstacle, { name })}
    </Notice>
  ));
}

function RoleName({ role }: { role: ReachedRole }) {
  const t = useTranslations("reach");
  return (
    <div className="flex gap-3">
      <span className="h-9 shrink-0" aria-hidden="true">
        <ColorBar color={role.color} />
      </span>
      <div className="min-w-0">
        {/* What somebody added for themselves is in no catalogue, and has no page in it. */}
        {role.own ? (
          <span className="font-medium break-words">{role.label}</span>
        ) : (
          <Link
            href={`/admin/roles/${encodeURIComponent(role.id)}`}
            prefetch={false}
            className="font-medium break-words underline-offset-4 hover:underline"
          >
            {role.label}
          </Link>
        )}
        <p className="text-sm break-all text-muted">
          <span className="md:hidden">{role.accountName} · </span>
          {role.roleName}
          {role.own ? ` · ${t("person.own")}` : null}
        </p>
      </div>
    </div>
  );
}
