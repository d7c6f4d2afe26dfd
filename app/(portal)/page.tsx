import type { Metadata } from "next";
import { firstView } from "#components/picker/first-view.ts";
import { RolePicker } from "#components/picker/role-picker.tsx";
import { HeaderTools } from "#components/shell/header-tools.tsx";
import { readPickerList } from "#lib/access/list-picker-roles.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { getTranslator } from "../get-translator.ts";
import { requestPreferences } from "../request-preferences.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("picker.title") };
}

type PickerPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function PickerPage({ searchParams }: PickerPageProps) {
  const viewer = await pageViewer();
  const [list, { q }, { locale }] = await Promise.all([
    readPickerList(viewer),
    searchParams,
    requestPreferences(),
  ]);
  const query = typeof q === "string" ? q.slice(0, 200) : "";
  const { name, email, portalRole } = viewer;
  return (
    <RolePicker
      list={firstView(list, locale, query)}
      viewer={{ email, portalRole }}
      initialQuery={query}
      tools={<HeaderTools viewer={{ name, email, portalRole }} />}
    />
  );
}
