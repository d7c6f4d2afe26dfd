import type { Metadata } from "next";
import { AssignmentsAdmin } from "#components/admin/assignments/assignments-admin.tsx";
import { AssignmentListQuery, listAssignmentsPage } from "#lib/assignments/list-assignments-page.ts";
import { nameFilters } from "#lib/assignments/name-filters.ts";
import { isManager } from "#lib/auth/viewer.ts";
import { adminPage, type PageQuery, readQuery } from "../admin-page.ts";
import { orFirstPage } from "../list-page.ts";
import { listQuery } from "../list-query.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("assignments.title") };
}

/** Who may assume what, searched, filtered and sorted by the page's address; `&add=1` begins with assigning. */
export default async function AssignmentsPage(props: PageQuery) {
  const { viewer } = await adminPage();
  const address = await readQuery(props);
  const query = listQuery(AssignmentListQuery.shape, address);
  const [page, names] = await orFirstPage("/admin/assignments", query, () =>
    Promise.all([listAssignmentsPage(viewer, query), nameFilters(viewer, query)]),
  );
  const { personId, groupId, roleId } = query;
  return (
    <AssignmentsAdmin
      // Another person, group or role is another page: what was opened on the one does not carry over.
      key={`${personId}/${groupId}/${roleId}`}
      page={page}
      query={query}
      names={names}
      add={address["add"] === "1"}
      editable={isManager(viewer)}
    />
  );
}
