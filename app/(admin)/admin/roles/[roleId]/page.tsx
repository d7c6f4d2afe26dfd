import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReachOfRole } from "#components/reach/reach-of-role.tsx";
import { RoleDetail } from "#components/role/role-detail.tsx";
import { drawReachOfRole } from "#lib/access/draw-reach-of-role.ts";
import { listReachOfRole, ReachOfRoleInput } from "#lib/access/list-reach-of-role.ts";
import { isManager } from "#lib/auth/viewer.ts";
import { findRoleOptions } from "#lib/catalogue/find-role-options.ts";
import { listAccountSources } from "#lib/catalogue/list-account-sources.ts";
import { findCatalogueRole } from "#lib/catalogue/list-catalogue.ts";
import { isAppError } from "#lib/errors.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage, orNotFound, type PageQuery, readQuery } from "../../admin-page.ts";
import { orFirstPage } from "../../list-page.ts";
import { listQuery } from "../../list-query.ts";

type RolePageProps = PageQuery & { params: Promise<{ roleId: string }> };

export async function generateMetadata({ params }: RolePageProps): Promise<Metadata> {
  const { role } = await readRole(params);
  return { title: role.label };
}

/** One role: how it is assumed, its options, what must trust it, and whether that works. */
export default async function RolePage(props: RolePageProps) {
  const { viewer, editable, role } = await readRole(props.params);
  const query = listQuery(ReachOfRoleInput.shape, await readQuery(props));
  const [options, sources, accountSources, reach, picture] = await Promise.all([
    findRoleOptions(viewer, role.id),
    listSources(viewer),
    listAccountSources(viewer),
    orFirstPage(`/admin/roles/${encodeURIComponent(role.id)}`, query, () =>
      listReachOfRole(viewer, role.id, query),
    ),
    drawReachOfRole(viewer, role.id),
  ]);
  // The source that a chain starts from is the first role's.
  const first = options.chain[0]?.roleId ?? role.id;
  const { effectiveSource } = first === role.id ? options : await findRoleOptions(viewer, first);
  return (
    <RoleDetail
      role={role}
      options={options}
      origin={{ id: effectiveSource.id, name: effectiveSource.name }}
      accountSourceId={accountSources[role.catalogueAccountId] ?? null}
      sources={sources}
      self={{
        id: viewer.personId,
        name: viewer.name,
        email: viewer.email,
        sessionName: viewer.sessionName,
        groups: [],
      }}
      editable={editable}
      reach={<ReachOfRole reach={reach} picture={picture} query={query} editable={isManager(viewer)} />}
    />
  );
}

async function readRole(params: RolePageProps["params"]) {
  const { viewer, editable } = await adminPage();
  const { roleId } = await params;
  try {
    return { viewer, editable, role: await orNotFound(() => findCatalogueRole(viewer, roleId)) };
  } catch (error) {
    if (isAppError(error) && error.code === "role_not_found") notFound();
    throw error;
  }
}
