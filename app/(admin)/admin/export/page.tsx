import type { Metadata } from "next";
import { CatalogueExport } from "#components/admin/export/catalogue-export.tsx";
import { isManager } from "#lib/auth/viewer.ts";
import { adminPage } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("transfer.export.title") };
}

/** The catalogue as a file. */
export default async function ExportPage() {
  const { viewer } = await adminPage();
  return <CatalogueExport editable={isManager(viewer)} />;
}
