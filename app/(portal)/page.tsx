import type { Metadata } from "next";
import { RolePicker } from "#components/picker/role-picker.tsx";
import { HeaderTools } from "#components/shell/header-tools.tsx";
import { listPickerRoles } from "#lib/access/list-picker-roles.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("picker.title") };
}

type PickerPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function PickerPage({ searchParams }: PickerPageProps) {
  const viewer = await pageViewer();
  const [roles, { q }] = await Promise.all([listPickerRoles(viewer), searchParams]);
  const { name, email, portalRole } = viewer;
  return (
    <RolePicker
      roles={roles}
      viewer={{ email, portalRole }}
      initialQuery={typeof q === "string" ? q.slice(0, 200) : ""}
      tools={<HeaderTools viewer={{ name, email, portalRole }} />}
    />
  );
}
