import type { Metadata } from "next";
import { OwnRolesAdmin } from "#components/admin/own-roles/own-roles-admin.tsx";
import { isManager } from "#lib/auth/viewer.ts";
import { listOwnRoleRules, listOwnRoles } from "#lib/own-roles/list-own-role-rules.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage, orNotFound } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("ownRoles.title") };
}

/** What members may add for themselves, and what they have added. */
export default async function OwnRolesPage() {
  const { viewer } = await adminPage();
  const [rules, roles, sources] = await orNotFound(() =>
    Promise.all([listOwnRoleRules(viewer), listOwnRoles(viewer), listSources(viewer)]),
  );
  return (
    <OwnRolesAdmin
      rules={rules}
      roles={roles}
      sources={sources}
      editable={isManager(viewer)}
      owner={viewer.portalRole === "owner"}
    />
  );
}
