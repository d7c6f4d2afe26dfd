import type { Metadata } from "next";
import { PeopleAdmin } from "#components/admin/people/people-admin.tsx";
import { nameFilters } from "#lib/assignments/name-filters.ts";
import { listGroupsPage } from "#lib/groups/list-groups-page.ts";
import { listPeoplePage, PersonListQuery } from "#lib/people/list-people-page.ts";
import { adminPage, type PageQuery, readQuery } from "../admin-page.ts";
import { orFirstPage } from "../list-page.ts";
import { listQuery } from "../list-query.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.people.title") };
}

/** Everyone who may sign in, searched, filtered and sorted by the page's address. */
export default async function PeoplePage(props: PageQuery) {
  const { viewer, editable } = await adminPage();
  const query = listQuery(PersonListQuery.shape, await readQuery(props));
  const groupId = query["group"];
  const [page, groups, names] = await orFirstPage("/admin/people", query, () =>
    Promise.all([
      listPeoplePage(viewer, query),
      listGroupsPage(viewer, { limit: "200" }),
      nameFilters(viewer, { groupId }),
    ]),
  );
  const options = groups.items.map(({ id, name }) => ({ value: id, label: name }));
  // One that a link leads to has its name even where it is not among the first.
  if (groupId !== undefined && names.group !== null && !options.some(({ value }) => value === groupId))
    options.push({ value: groupId, label: names.group });
  return (
    <PeopleAdmin
      page={page}
      query={query}
      groups={options}
      self={{ id: viewer.personId, portalRole: viewer.portalRole }}
      editable={editable}
    />
  );
}
