import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ImportAdmin } from "#components/admin/import/import-admin.tsx";
import { isManager } from "#lib/auth/viewer.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("transfer.import.title") };
}

/** Accounts and roles from where they are written down already. */
export default async function ImportPage() {
  const { viewer } = await adminPage();
  // Auditors read: for them there is the other half.
  if (!isManager(viewer)) redirect("/admin/export");
  return <ImportAdmin sources={await listSources(viewer)} />;
}
