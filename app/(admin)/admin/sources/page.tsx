import type { Metadata } from "next";
import { SourcesAdmin } from "#components/admin/sources/sources-admin.tsx";
import { listCatalogue } from "#lib/catalogue/list-catalogue.ts";
import { listSigningKeys } from "#lib/issuer/list-signing-keys.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage, orNotFound } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("sources.title") };
}

/** The AWS identities that roles are assumed with. */
export default async function SourcesPage() {
  const { viewer, ownsPortal } = await adminPage();
  const [sources, signingKeys] = await orNotFound(() =>
    Promise.all([listSources(viewer), listSigningKeys(viewer)]),
  );
  const roles = await listCatalogue(viewer);
  return <SourcesAdmin sources={sources} signingKeys={signingKeys} roles={roles} editable={ownsPortal} />;
}
