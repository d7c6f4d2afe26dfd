import type { Metadata } from "next";
import { GroupsAdmin } from "#components/admin/groups/groups-admin.tsx";
import { nameFilters } from "#lib/assignments/name-filters.ts";
import { listClaims } from "#lib/groups/list-claims.ts";
import { GroupListQuery, listGroupsPage } from "#lib/groups/list-groups-page.ts";
import { adminPage, type PageQuery, readQuery } from "../admin-page.ts";
import { orFirstPage } from "../list-page.ts";
import { listQuery } from "../list-query.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("groups.title") };
}

/** How many values of the groups claim are offered: those that most people brought. */
const mostClaims = 200;

/** The groups, searched, filtered and sorted by the page's address, and what could become one. */
export default async function GroupsPage(props: PageQuery) {
  const { viewer, editable } = await adminPage();
  const query = listQuery(GroupListQuery.shape, await readQuery(props));
  const [page, claims, names] = await orFirstPage("/admin/groups", query, () =>
    Promise.all([
      listGroupsPage(viewer, query),
      listClaims(viewer),
      nameFilters(viewer, { personId: query["person"] }),
    ]),
  );
  const free = claims.filter((claim) => claim.group === null);
  return (
    <GroupsAdmin
      page={page}
      query={query}
      person={names.person}
      claims={free.slice(0, mostClaims)}
      claimsInAll={free.length}
      editable={editable}
    />
  );
}
