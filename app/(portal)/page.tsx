import type { Metadata } from "next";
import { RolePicker } from "#components/picker/role-picker.tsx";
import { HeaderTools } from "#components/shell/header-tools.tsx";
import { readPickerList } from "#lib/access/list-picker-roles.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("picker.title") };
}

type PickerPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function PickerPage({ searchParams }: PickerPageProps) {
  const viewer = await pageViewer();
  const [list, { q }] = await Promise.all([readPickerList(viewer), searchParams]);
  const { name, email, portalRole } = viewer;
  return (
    <RolePicker
      list={list}
      viewer={{ email, portalRole }}
      initialQuery={typeof q === "string" ? q.slice(0, 200) : ""}
      tools={<HeaderTools viewer={{ name, email, portalRole }} />}
    />
  );
}
