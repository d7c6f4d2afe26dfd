import type { Metadata } from "next";
import { RolesAdmin } from "#components/admin/roles/roles-admin.tsx";
import { listRolesPage, RoleListQuery } from "#lib/catalogue/list-roles-page.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage, type PageQuery, readQuery } from "../admin-page.ts";
import { orFirstPage } from "../list-page.ts";
import { listQuery } from "../list-query.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.roles.title") };
}

/** The roles of the catalogue, searched, filtered and sorted by the page's address. */
export default async function RolesPage(props: PageQuery) {
  const { viewer, editable } = await adminPage();
  const query = listQuery(RoleListQuery.shape, await readQuery(props));
  const [page, sources] = await orFirstPage("/admin/roles", query, () =>
    Promise.all([listRolesPage(viewer, query), listSources(viewer)]),
  );
  return <RolesAdmin page={page} query={query} sources={sources} editable={editable} />;
}
