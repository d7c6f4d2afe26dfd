import type { Metadata } from "next";
import { RolesAdmin } from "#components/admin/roles/roles-admin.tsx";
import { listAssignments } from "#lib/assignments/list-assignments.ts";
import { listAccountSources } from "#lib/catalogue/list-account-sources.ts";
import { listCatalogue } from "#lib/catalogue/list-catalogue.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage, orNotFound } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.roles.title") };
}

/** The catalogue of accounts and roles. */
export default async function RolesPage() {
  const { viewer, editable } = await adminPage();
  // Listing assignments is for owners and auditors only, which settles who sees the whole catalogue.
  const assignments = await orNotFound(() => listAssignments(viewer));
  const [roles, sources, accountSources] = await Promise.all([
    listCatalogue(viewer),
    listSources(viewer),
    listAccountSources(viewer),
  ]);
  const counts = new Map<string, number>();
  for (const { target } of assignments)
    if (target.kind === "role") counts.set(target.role.id, (counts.get(target.role.id) ?? 0) + 1);
  return (
    <RolesAdmin
      roles={roles.map((role) => ({ ...role, assignments: counts.get(role.id) ?? 0 }))}
      sources={sources}
      accountSources={accountSources}
      editable={editable}
    />
  );
}
