import type { Metadata } from "next";
import { AssignmentsAdmin } from "#components/admin/assignments/assignments-admin.tsx";
import { listAssignments } from "#lib/assignments/list-assignments.ts";
import { listCatalogue } from "#lib/catalogue/list-catalogue.ts";
import { listPeople } from "#lib/people/list-people.ts";
import { adminPage, orNotFound, type PageQuery, readQuery } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.assignments.title") };
}

/** Who may assume which role; `?personId=` and `?roleId=` narrow it, `&add=1` begins with assigning. */
export default async function AssignmentsPage(props: PageQuery) {
  const { viewer, editable } = await adminPage();
  const query = await readQuery(props);
  const only = { personId: query["personId"] || null, roleId: query["roleId"] || null };
  const [assignments, people, roles] = await orNotFound(() =>
    Promise.all([listAssignments(viewer), listPeople(viewer), listCatalogue(viewer)]),
  );
  const colors = new Map(roles.map((role) => [role.id, role.color ?? role.accountColor]));
  const now = Date.now();
  return (
    <AssignmentsAdmin
      // Another narrowing is another page: what was typed and opened on the one does not carry over.
      key={`${only.personId}/${only.roleId}`}
      assignments={assignments.map((assignment) => ({
        ...assignment,
        color: (assignment.target.kind === "role" && colors.get(assignment.target.role.id)) || "",
        ended: assignment.expiresAt !== null && Date.parse(assignment.expiresAt) <= now,
      }))}
      people={people}
      roles={roles}
      only={only}
      add={query["add"] === "1"}
      editable={editable}
    />
  );
}
